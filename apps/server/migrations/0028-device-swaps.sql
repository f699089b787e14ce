-- A device that was swapped: the row goes on under another MAC, by hand, in a swap window, or as the new private address
-- of the same phone. And what stands beside a device: why a MAC is blocked, and notes.

create table device_mac_history (
  id          bigint      generated always as identity primary key,
  device_id   bigint      not null,              -- no foreign key: a removed device may come back, and its history with it
  customer_id bigint      not null references customers,
  old_mac     macaddr     not null,
  new_mac     macaddr     not null,
  cause       text        not null check (cause in ('replaced', 'swap-window', 'continued')),
  before      jsonb       not null,              -- the device as it was, for Undo
  taken       jsonb,                             -- the device that had the new MAC and is gone since
  retired_id  bigint,                            -- the row of removed_devices by which the old MAC is not learned again
  window_id   bigint,
  changed_by  text        not null,
  changed_at  timestamptz not null default trusted_now(),
  undone_at   timestamptz
);
create index device_mac_history_device_id on device_mac_history (device_id, id);
create index device_mac_history_old_mac on device_mac_history (old_mac);

-- The next unregistered device that logs in with the right password takes the place. Ends by itself.
create table swap_windows (
  id             bigint      generated always as identity primary key,
  customer_id    bigint      not null references customers,
  device_id      bigint,                         -- whose place is taken; null: the only device's, or a free one
  opened_by      text        not null,
  opened_at      timestamptz not null default trusted_now(),
  ends_at        timestamptz not null,
  used_at        timestamptz,
  used_mac       macaddr,
  used_device_id bigint,
  closed_at      timestamptz,                    -- before its end, by hand, or noted after it
  closed_by      text
);
create unique index swap_windows_open on swap_windows (customer_id) where used_at is null and closed_at is null;
create index swap_windows_customer_id on swap_windows (customer_id, id desc);

alter table blocked_macs add reason text;
create index blocked_macs_blocked_at on blocked_macs (blocked_at, mac);

create table device_notes (
  id        bigint      generated always as identity primary key,
  device_id bigint      not null,
  text      text        not null,
  added_by  text        not null,
  added_at  timestamptz not null default trusted_now()
);
create index device_notes_device_id on device_notes (device_id, id desc);
