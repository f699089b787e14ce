-- The captive portal: where a visitor stands in it, and the tickets that are handed to gateways.

create table portal_visits (
  id             bigint      generated always as identity primary key,
  token_hash     bytea       not null unique,  -- of what only this visitor's browser holds
  return_hash    bytea       not null unique,  -- of what travels through the gateway: shows how it went, proves nobody
  zone_id        bigint      not null references hotspot_zones on delete cascade,
  redirect       jsonb       not null,         -- what the gateway's redirect said: hints, never facts
  mac_hint       macaddr,
  language       text        not null,
  customer_id    bigint      references customers on delete cascade,  -- who the visitor proved to be
  source_address inet,
  created_at     timestamptz not null default trusted_now(),
  expires_at     timestamptz not null
);
create index portal_visits_expires_at on portal_visits (expires_at);
create index portal_visits_customer_id on portal_visits (customer_id) where customer_id is not null;

create table portal_tickets (
  id              bigint      generated always as identity primary key,
  username        text        not null unique,
  password_cipher bytea       not null,
  visit_id        bigint      not null references portal_visits on delete cascade,
  customer_id     bigint      not null references customers on delete cascade,
  zone_id         bigint      not null references hotspot_zones on delete cascade,
  mac_hint        macaddr,                     -- good from this device only; null: from any
  created_at      timestamptz not null default trusted_now(),
  expires_at      timestamptz not null,
  used_at         timestamptz,
  used_mac        macaddr                      -- as the router reported it: that is who sits there
);
create index portal_tickets_visit_id on portal_tickets (visit_id);
create index portal_tickets_expires_at on portal_tickets (expires_at);

-- What is agreed with a zone's gateways beside RADIUS.
alter table hotspot_zones
  add uam_secret_cipher bytea,                 -- CoovaChilli's uamsecret
  add uam_pap           boolean not null default false,
  add gateway_hosts     text[]  not null default '{}';  -- names a ticket may be handed to, beside addresses inside

-- Customers act for themselves in the portal.
alter table audit_log drop constraint audit_log_actor_kind_check;
alter table audit_log add constraint audit_log_actor_kind_check
  check (actor_kind in ('operator', 'api-token', 'cli', 'radius', 'job', 'set-up', 'customer'));
