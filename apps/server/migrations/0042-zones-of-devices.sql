-- In which hotspot zones a device is known is asked of a list of a million: beside the words, which no sighting writes anew.
alter table device_words add zone_ids bigint[] not null default '{}';
update device_words w set zone_ids = d.zone_ids from devices d where d.id = w.device_id and d.zone_ids <> '{}';
create index device_words_zone_ids on device_words using gin (zone_ids) where zone_ids <> '{}';

create or replace function add_device_words() returns trigger language plpgsql as $$
begin
  insert into device_words (device_id, words, type_key, label_key, added_by_key, zone_ids)
  select id, words_of_device(mac, label, type), lower(coalesce(type, '')), lower(coalesce(label, '')), lower(added_by), zone_ids
    from added;
  return null;
end $$;

create or replace function change_device_words() returns trigger language plpgsql as $$
begin
  update device_words
     set words = words_of_device(new.mac, new.label, new.type), type_key = lower(coalesce(new.type, '')),
         label_key = lower(coalesce(new.label, '')), added_by_key = lower(new.added_by), zone_ids = new.zone_ids
   where device_id = new.id;
  return null;
end $$;
drop trigger change_device_words on devices;
create trigger change_device_words after update of mac, label, type, added_by, zone_ids on devices
  for each row execute function change_device_words();
