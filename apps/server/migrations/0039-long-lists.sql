-- Lists of a million devices and half a million customers are searched and sorted by indexes. What devices are searched and
-- sorted by stands in a table of its own: a device's row is written whenever it is seen, and would have to be put
-- into each of these indexes anew every time.
create table device_words (
  device_id    bigint primary key,
  -- The MAC's digits, the label and the type, folded, each behind a blank.
  words        text   not null,
  type_key     text   not null,
  label_key    text   not null,
  added_by_key text   not null
);

create function words_of_device(mac macaddr, label text, type text) returns text language sql immutable parallel safe as
  $$ select ' ' || replace(mac::text, ':', '') || E'\n ' || lower(coalesce(label, '')) || E'\n ' || lower(coalesce(type, '')) $$;

insert into device_words
select id, words_of_device(mac, label, type), lower(coalesce(type, '')), lower(coalesce(label, '')), lower(added_by) from devices;

create index device_words_type on device_words (type_key, device_id);
create index device_words_label on device_words (label_key, device_id);
create index device_words_added_by on device_words (added_by_key, device_id);

create function add_device_words() returns trigger language plpgsql as $$
begin
  insert into device_words
  select id, words_of_device(mac, label, type), lower(coalesce(type, '')), lower(coalesce(label, '')), lower(added_by) from added;
  return null;
end $$;
create trigger add_device_words after insert on devices
  referencing new table as added for each statement execute function add_device_words();

create function remove_device_words() returns trigger language plpgsql as $$
begin
  delete from device_words using removed where device_id = removed.id;
  return null;
end $$;
create trigger remove_device_words after delete on devices
  referencing old table as removed for each statement execute function remove_device_words();

-- Not for a sighting: that sets none of these.
create function change_device_words() returns trigger language plpgsql as $$
begin
  update device_words
     set words = words_of_device(new.mac, new.label, new.type), type_key = lower(coalesce(new.type, '')),
         label_key = lower(coalesce(new.label, '')), added_by_key = lower(new.added_by)
   where device_id = new.id;
  return null;
end $$;
create trigger change_device_words after update of mac, label, type, added_by on devices
  for each row execute function change_device_words();

-- Any part of a word is found by its groups of three letters. A PostgreSQL may lack this extension: it is found all the same,
-- by reading everything.
do $$
begin
  create extension if not exists pg_trgm;
  create index device_words_words on device_words using gin (words gin_trgm_ops);
  create index customers_search_text on customers using gin (search_text gin_trgm_ops);
exception when undefined_file or insufficient_privilege or feature_not_supported or undefined_object then
  raise notice 'This PostgreSQL has no pg_trgm: long lists are searched more slowly.';
end $$;

-- Devices that were never seen come first, and a page can begin behind any of them.
drop index devices_last_seen_at;
create index devices_last_seen_at on devices (coalesce(last_seen_at, '-infinity'), id);
create index customers_created_at on customers (created_at, id);
