-- People are found whatever the accents and however a telephone number is spaced: what is searched and what is typed
-- are folded by the same function. unaccent is an extension that a PostgreSQL may lack; this needs none.

create function fold_text(given text) returns text language sql immutable strict parallel safe as
  $$ select replace(replace(replace(replace(
       translate(regexp_replace(normalize(lower(given), NFKD), '[\u0300-\u036f]', '', 'g'), 'łøđðħıŧŋ', 'loddhitn'),
     'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') $$;

-- A number stands there twice, as it is written and as its digits alone.
alter table customers drop column search_text;
alter table customers add column search_text text generated always as (
  fold_text(name || ' ' || username || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')
    || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'))) stored;
