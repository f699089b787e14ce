-- What hotspots sell: time that begins with the first login, time online that is used up, and where it is good.

alter table service_packages
  add valid_from     text   not null default 'purchase' check (valid_from in ('purchase', 'first-use')),
  add online_seconds bigint check (online_seconds > 0);  -- online, all sessions together; null: not counted

-- None named: good in every zone. A zone that a package names stays until the package names it no more: without its
-- last zone the package would be good everywhere.
create table service_package_zones (
  service_package_id bigint not null references service_packages on delete cascade,
  zone_id            bigint not null references hotspot_zones,
  primary key (service_package_id, zone_id)
);

-- Validity that was sold and has not begun: with the first Accept ends_at is set and this is null.
alter table subscriptions
  add waiting_seconds bigint check (waiting_seconds > 0),
  add check (waiting_seconds is null or ends_at is null);

-- Seconds of all sessions under a subscription, kept as the octets are.
alter table subscription_usage add used_seconds bigint not null default 0;

insert into subscription_usage as usage (subscription_id, used_bytes, used_seconds)
select subscription_id, 0, sum(session_seconds) from sessions where subscription_id is not null group by subscription_id
on conflict (subscription_id) do update set used_seconds = excluded.used_seconds;
