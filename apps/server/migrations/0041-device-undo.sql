-- What it takes to take back wholly the last adding or moving of a device. Kept for a day.
create table device_undos (
  device_id   bigint      primary key,
  what        text        not null check (what in ('add', 'move')),
  customer_id bigint      not null,               -- whose it became
  mac         macaddr     not null,
  type        text,
  label       text,
  before      jsonb,                              -- of a move: as it was at its holder of before
  removals    jsonb       not null default '[]',  -- rows of removed_devices that were lifted
  made_at     timestamptz not null default trusted_now()
);
create index device_undos_made_at on device_undos (made_at);

-- A window that is opened takes the place of one that was open; taking the later one back opens the earlier one again.
alter table swap_windows add gave_way_to bigint;
