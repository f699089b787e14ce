-- A phone that changed its private address and registered as new: what operators said of such pairs (rule 14).

create index devices_private on devices (customer_id)
  where (mac & macaddr '02:00:00:00:00:00') <> macaddr '00:00:00:00:00:00';

-- A record went on under the address of a newer one. Both as they were, so that it can be undone.
create table device_continuations (
  id           bigint      generated always as identity primary key,
  device_id    bigint      not null,           -- the record that went on
  older        jsonb       not null,
  newer        jsonb       not null,           -- the record that is gone since
  continued_by text        not null,
  continued_at timestamptz not null default trusted_now(),
  undone_at    timestamptz
);
create index device_continuations_device_id on device_continuations (device_id, id);

-- Two devices, as somebody said: not proposed again. By their addresses, which outlive their records.
create table devices_told_apart (
  customer_id bigint      not null references customers,
  older_mac   macaddr     not null,
  newer_mac   macaddr     not null,
  told_by     text        not null,
  told_at     timestamptz not null default trusted_now(),
  primary key (customer_id, older_mac, newer_mac)
);
