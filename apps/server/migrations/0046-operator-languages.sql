-- What the web app speaks to an operator. Null: what their browser speaks.
alter table operators add column language text check (language in ('en', 'bn', 'es', 'ar'));
