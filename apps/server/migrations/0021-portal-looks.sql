-- How a zone's portal looks, and what it says beside its own texts.

alter table hotspot_zones
  add portal_name      text,                            -- null: the zone's name
  add accent_color     text check (accent_color ~ '^#[0-9a-f]{6}$'),  -- null: our own
  add portal_languages text[] not null default '{en,bn,es,ar}' check (cardinality(portal_languages) > 0),
  add default_language text   not null default 'en',
  add welcome_texts    jsonb  not null default '{}',    -- {"en": "…", "bn": "…"}
  add terms_texts      jsonb  not null default '{}',
  add terms_url        text,
  add constraint hotspot_zones_default_language_is_offered check (default_language = any(portal_languages));

-- Apart from the zones: those are read whole by every radius process.
create table portal_logos (
  zone_id bigint  primary key references hotspot_zones on delete cascade,
  type    text    not null check (type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
  octets  bytea   not null,
  hash    text    not null,                             -- stands in its address, so that phones may keep it
  width   integer not null,
  height  integer not null
);
