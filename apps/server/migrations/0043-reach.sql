-- Operators who are limited to zones and routers, and so to the customers of them. What that means for every table stands in
-- apps/server/src/db/reach.

alter table operators
  add limited boolean not null default false,           -- to what operator_places names; without any: to nothing
  add check (not (limited and role = 'owner'));

create table operator_places (
  operator_id bigint not null references operators on delete cascade,
  zone_id     bigint references hotspot_zones on delete cascade,
  nas_id      bigint references nas on delete cascade,
  check (num_nonnulls(zone_id, nas_id) = 1),
  unique nulls not distinct (operator_id, zone_id, nas_id)
);
create index operator_places_zone_id on operator_places (zone_id) where zone_id is not null;
create index operator_places_nas_id on operator_places (nas_id) where nas_id is not null;

-- Where a customer is at home: one place, or none that is known. A line's home is the router that it comes through and
-- follows it; of a hotspot customer it is the first zone. What was set by hand stays.
alter table customers
  add home_zone_id bigint  references hotspot_zones on delete set null,
  add home_nas_id  bigint  references nas on delete set null,
  add home_by_hand boolean not null default false,
  add check (num_nonnulls(home_zone_id, home_nas_id) <= 1);
create index customers_home_zone_id on customers (home_zone_id, id) where home_zone_id is not null;
create index customers_home_nas_id on customers (home_nas_id, id) where home_nas_id is not null;

-- Up to which session homes have been read from them.
create table homes_read (
  is_only    boolean primary key default true check (is_only),
  session_id bigint  not null
);
