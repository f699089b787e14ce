-- Unknown devices that routers just asked about, by zone: one list a radius process keeps for each, of those heard last. No
-- foreign keys: what is told here is gone in an hour, and no login's news may be refused because a zone was removed.

create table waiting_devices (
  zone_id bigint      not null,
  node_id uuid        not null,
  at      timestamptz not null,
  devices jsonb       not null,                         -- [{ mac, nasId, firstAt, lastAt, count }], times in ms
  primary key (zone_id, node_id)
);
