-- The time that processes trust, whatever the clocks of their machines are set to (see docs/decisions).

-- The latest time that any of them told: none that starts later begins before it.
create table house_clock (
  is_only      boolean     primary key default true check (is_only),
  told_at      timestamptz not null,
  confirmation bigint      not null                      -- the newest correction it is under
);

-- Jumps of a machine's clock that an operator confirmed to be right: everybody's time is corrected by as much.
create table clock_corrections (
  id           bigint generated always as identity primary key,
  step_ms      bigint      not null check (step_ms <> 0),
  from_time    timestamptz not null,
  to_time      timestamptz not null,
  confirmed_by text        not null
);

-- Now, for everything that decides or is kept: queries say trusted_now(), not now(). A process whose clock has jumped
-- tells the time on its connections; everywhere else it is the database's own.
create function trusted_now() returns timestamptz language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('gatehouse.now', true), '')::timestamptz, now()) $$;

alter table operators        alter column created_at   set default trusted_now();
alter table sign_ins         alter column created_at   set default trusted_now();
alter table sign_ins         alter column last_used_at set default trusted_now();
alter table api_tokens       alter column created_at   set default trusted_now();
alter table setup_tokens     alter column created_at   set default trusted_now();
alter table audit_log        alter column at           set default trusted_now();
alter table service_packages alter column created_at   set default trusted_now();
alter table hotspot_zones    alter column created_at   set default trusted_now();
alter table nas              alter column created_at   set default trusted_now();
alter table customers        alter column created_at   set default trusted_now();
alter table subscriptions    alter column starts_at    set default trusted_now();
alter table subscriptions    alter column created_at   set default trusted_now();
alter table devices          alter column added_at     set default trusted_now();
alter table removed_devices  alter column removed_at   set default trusted_now();
alter table blocked_macs     alter column blocked_at   set default trusted_now();
