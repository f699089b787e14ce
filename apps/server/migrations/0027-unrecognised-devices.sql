-- Devices that logged in with a customer's right password and were refused for what they are, or in observe would have been.
-- One row for a customer and a MAC, kept by what writes the access log, in the same statement. No foreign keys: no line of the
-- log may be refused because a customer or a router is gone. Registered and blocked ones stay a while, unseen: until then a
-- registration can be undone.
create table unrecognised_devices (
  id             bigint      generated always as identity primary key,
  customer_id    bigint      not null,
  mac            macaddr     not null,
  first_at       timestamptz not null,
  last_at        timestamptz not null,
  refused_count  bigint      not null default 0,
  observed_count bigint      not null default 0,
  count          bigint      generated always as (refused_count + observed_count) stored,
  last_reason    text        not null,
  last_nas_id    bigint,
  ignored_at     timestamptz,
  ignored_by     text,
  ignored_count  bigint,                                -- how often it had tried when it was ignored
  unique (customer_id, mac)
);
create index unrecognised_devices_last_at on unrecognised_devices (last_at, id);
create index unrecognised_devices_mac on unrecognised_devices (mac);
