-- What the hotspots' overview shows: who signed up at the portal, how many were online and held a package, and when.

-- A customer that the portal made for a visitor. No foreign key to the zone: it may go, the sign-up stays.
create table portal_sign_ups (
  customer_id bigint      primary key references customers on delete cascade,
  zone_id     bigint      not null,
  at          timestamptz not null default trusted_now()
);
create index portal_sign_ups_at on portal_sign_ups (at);

-- Counted every five minutes, in each zone and (zone 0) in all of them together.
create table hotspot_samples (
  zone_id         bigint      not null,
  at              timestamptz not null,
  online          integer     not null,
  packages_in_use integer     not null,
  primary key (zone_id, at)
);

-- Who holds a package now, and what was begun when: of a package's subscriptions only those are looked at that count.
create index subscriptions_package_ends_at on subscriptions (service_package_id, ends_at);
create index subscriptions_package_starts_at on subscriptions (service_package_id, starts_at);

-- How the last text messages fared: that visitors get no codes is seen where the provider is set up.
alter table sms_gateway
  add last_sent_at   timestamptz,
  add last_failed_at timestamptz,
  add last_fault     text;
