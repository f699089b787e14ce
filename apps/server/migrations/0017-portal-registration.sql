-- Visitors register by themselves: a mobile number, a code, a free package.

alter table hotspot_zones
  add registration text not null default 'off' check (registration in ('off', 'code', 'open')),
  add phone_country_code text;                 -- of numbers that are typed without one

-- A number that was proved by a code: whoever proves it again is this customer.
alter table customers add proved_phone text;
create unique index customers_proved_phone on customers (proved_phone);

alter table service_packages add trial boolean not null default false;

-- A trial is taken once per number and per device.
create table portal_trials (
  id                 bigint      generated always as identity primary key,
  service_package_id bigint      not null references service_packages on delete cascade,
  customer_id        bigint      not null references customers on delete cascade,
  phone              text,
  mac                macaddr,
  at                 timestamptz not null default trusted_now(),
  unique (service_package_id, phone),
  unique (service_package_id, mac)
);

-- One-time codes. They outlive their visits, so that limits hold over many of them.
create table portal_codes (
  id             bigint      generated always as identity primary key,
  visit_id       bigint      references portal_visits on delete set null,
  zone_id        bigint      not null,
  mac_hint       macaddr,
  phone          text        not null,
  code_hash      bytea       not null,         -- HMAC under a key that is not in the database
  source_address inet,
  tries          integer     not null default 0,
  created_at     timestamptz not null default trusted_now(),
  expires_at     timestamptz not null,
  used_at        timestamptz
);
create index portal_codes_phone on portal_codes (phone, created_at);
create index portal_codes_source_address on portal_codes (source_address, created_at);
create index portal_codes_visit_id on portal_codes (visit_id);
create index portal_codes_mac_hint on portal_codes (zone_id, mac_hint, created_at);

-- By whom text messages are sent; no row: they are only written to the log.
create table sms_gateway (
  only_one   boolean     primary key default true check (only_one),
  url_host   text        not null,
  cipher     bytea       not null,             -- address, body and authorization, sealed together
  changed_at timestamptz not null default trusted_now(),
  changed_by text        not null
);
