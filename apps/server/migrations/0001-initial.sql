-- Gatehouse, the first schema. Runs on PostgreSQL 15 to 18. Append-only: a change is a new numbered file.

-- Operators, their sign-ins, API tokens -------------------------------------------------------

create table operators (
  id              bigint generated always as identity primary key,
  name            text        not null,
  username        text        not null,
  username_key    text        not null unique,          -- case-folded
  password_hash   text        not null,                 -- argon2id, PHC string
  role            text        not null check (role in ('owner', 'manager', 'support', 'sales', 'read-only')),
  status          text        not null default 'active' check (status in ('active', 'disabled')),
  created_at      timestamptz not null default now()
);

create table sign_ins (
  id              bigint generated always as identity primary key,
  operator_id     bigint      not null references operators on delete cascade,
  token_hash      bytea       not null unique,          -- SHA-256 of a random token that only the browser has
  created_at      timestamptz not null default now(),
  last_used_at    timestamptz not null default now(),
  expires_at      timestamptz not null,
  source_address  inet,
  user_agent      text
);
create index sign_ins_operator_id on sign_ins (operator_id);

create table api_tokens (
  id              bigint generated always as identity primary key,
  name            text        not null,
  role            text        not null check (role in ('owner', 'manager', 'support', 'sales', 'read-only')),
  token_hash      bytea       not null unique,
  created_at      timestamptz not null default now(),
  last_used_at    timestamptz,
  revoked_at      timestamptz
);

create table setup_tokens (
  token_hash      bytea       primary key,
  created_at      timestamptz not null default now(),
  used_at         timestamptz
);

create table audit_log (
  id              bigint generated always as identity primary key,
  at              timestamptz not null default now(),
  actor_kind      text        not null check (actor_kind in ('operator', 'api-token', 'cli', 'radius', 'job', 'set-up')),
  actor_id        bigint,
  actor_name      text        not null,
  action          text        not null,                 -- 'devices.add', 'customers.change' …
  subject_kind    text        not null,                 -- 'device', 'customer' …
  subject_id      text        not null,
  customer_id     bigint,
  before          jsonb,
  after           jsonb,
  source_address  inet
);
create index audit_log_subject on audit_log (subject_kind, subject_id, id);
create index audit_log_customer_id on audit_log (customer_id, id) where customer_id is not null;

-- What is sold, and where ---------------------------------------------------------------------

create table service_packages (
  id               bigint generated always as identity primary key,
  name             text        not null unique,
  kind             text        not null check (kind in ('pppoe', 'hotspot')),
  rate_down_kbps   integer     check (rate_down_kbps > 0),
  rate_up_kbps     integer     check (rate_up_kbps > 0),
  validity_seconds bigint      check (validity_seconds > 0),
  quota_bytes      bigint      check (quota_bytes > 0),
  device_limit     integer     check (device_limit >= 0),
  session_limit    integer     check (session_limit > 0),
  mac_binding      text        check (mac_binding in ('off', 'observe', 'learn', 'strict')),
  framed_pool      text,
  price_minor      bigint      check (price_minor >= 0),
  currency         text        check (currency ~ '^[A-Z]{3}$'),
  created_at       timestamptz not null default now()
);

create table hotspot_zones (
  id                  bigint generated always as identity primary key,
  name                text        not null unique,
  ssid                text        not null,
  mac_login           boolean     not null default true,
  mac_password_cipher bytea,                            -- where the NAS sends a fixed password in MAC logins
  created_at          timestamptz not null default now()
);

create table nas (
  id                     bigint generated always as identity primary key,
  name                   text        not null unique,
  address                cidr        not null unique,
  secret_cipher          bytea       not null,
  previous_secret_cipher bytea,                         -- accepted beside the secret during a rotation
  vendor                 text        not null,
  zone_id                bigint      references hotspot_zones,
  message_authenticator  text        not null default 'learn' check (message_authenticator in ('required', 'learn', 'off')),
  proxy                  boolean     not null default false,
  coa_port               integer     not null check (coa_port between 1 and 65535),
  created_at             timestamptz not null default now()
);

-- One MikroTik serves several hotspots: the server's name (Called-Station-Id) tells the zone.
create table nas_hotspot_servers (
  nas_id      bigint not null references nas on delete cascade,
  server_name text   not null,
  zone_id     bigint not null references hotspot_zones,
  primary key (nas_id, server_name)
);

-- Customers and their devices -----------------------------------------------------------------

create table customers (
  id                bigint generated always as identity primary key,
  name              text        not null,
  username          text        not null,
  username_key      text        not null unique,        -- case-folded: usernames match case-insensitively
  password_cipher   bytea       not null,               -- recoverable for CHAP and MS-CHAP; AES-256-GCM
  kind              text        not null check (kind in ('pppoe', 'hotspot')),
  status            text        not null default 'active' check (status in ('active', 'suspended', 'ended')),
  mac_binding       text        check (mac_binding in ('off', 'observe', 'learn', 'strict')),
  device_limit      integer     check (device_limit >= 0),
  session_limit     integer     check (session_limit > 0),
  framed_ip_address inet,
  phone             text,
  email             text,
  created_at        timestamptz not null default now(),
  search_text       text generated always as (lower(name || ' ' || username || ' ' || coalesce(phone, '') || ' ' || coalesce(email, ''))) stored
);
create index customers_name on customers (lower(name), id);

create table subscriptions (
  id                 bigint generated always as identity primary key,
  customer_id        bigint      not null references customers,
  service_package_id bigint      not null references service_packages,
  starts_at          timestamptz not null default now(),
  ends_at            timestamptz,                       -- null: until someone ends it
  created_at         timestamptz not null default now(),
  check (ends_at is null or ends_at > starts_at)
);
create index subscriptions_customer_id on subscriptions (customer_id, starts_at);

create table devices (
  id                  bigint generated always as identity primary key,
  customer_id         bigint      not null references customers,
  mac                 macaddr     not null unique,      -- a MAC is registered to at most one customer
  type                text,
  label               text,
  source              text        not null check (source in ('operator', 'api-token', 'import', 'hotspot', 'learned')),
  added_by            text        not null,             -- the name as it was then; 'Automatic (hotspot)' …
  added_at            timestamptz not null default now(),
  over_limit          boolean     not null default false, -- added above the limit, knowingly
  last_seen_at        timestamptz,
  mac_login_paused_at timestamptz,                      -- someone else logged in from it
  zone_ids            bigint[]    not null default '{}', -- where it logged in; empty: every zone
  mac_digits          text        generated always as (replace(mac::text, ':', '')) stored -- for searches by any part
);
create index devices_customer_id on devices (customer_id, id);
create index devices_added_at on devices (added_at, id);
create index devices_last_seen_at on devices (last_seen_at, id);

-- A removal sticks: the MAC is not learned again for that customer. The row also feeds Undo.
create table removed_devices (
  id                  bigint      primary key,          -- the device's old id
  customer_id         bigint      not null references customers,
  mac                 macaddr     not null,
  type                text,
  label               text,
  source              text        not null,
  added_by            text        not null,
  added_at            timestamptz not null,
  over_limit          boolean     not null,
  last_seen_at        timestamptz,
  mac_login_paused_at timestamptz,
  zone_ids            bigint[]    not null,
  removed_by          text        not null,
  removed_at          timestamptz not null default now()
);
create index removed_devices_customer_id on removed_devices (customer_id, mac);
create index removed_devices_mac on removed_devices (mac);

create table blocked_macs (
  mac        macaddr     primary key,
  blocked_by text        not null,
  blocked_at timestamptz not null default now()
);

-- What the routers tell -----------------------------------------------------------------------

-- One row is one RADIUS accounting session, as told apart in RFC 2866 §5.5 and our reading of it:
-- the id alone repeats across reboots, so source, identifier, user, device and start belong to it.
create table sessions (
  id                  bigint generated always as identity primary key,
  identity_hash       bigint      not null,             -- 53 bits, of the five columns that identify it
  nas_id              bigint,                           -- no foreign key: removing a router neither waits for nor breaks accounting
  source_address      inet        not null,
  nas_identifier      text        not null,
  acct_session_id     text        not null,
  username            text        not null,
  calling_station_id  text        not null,
  mac                 macaddr,
  customer_id         bigint,                           -- to whom the Accept was given; stays when the device moves
  subscription_id     bigint,
  framed_ip_address   inet,
  nas_port_id         text,
  called_station_id   text,
  started_at          timestamptz not null,             -- arrival - Acct-Delay-Time - Acct-Session-Time, of the first event
  last_event_start_at timestamptz not null,             -- the same, of the last event: router clocks drift
  last_heard_at       timestamptz not null,
  ended_at            timestamptz,
  terminate_cause     text,                             -- RFC 2866 §5.10, or 'Stale', 'Accounting-On' …
  session_seconds     bigint      not null default 0,
  input_bytes         bigint      not null default 0,
  output_bytes        bigint      not null default 0,
  input_packets       bigint      not null default 0,
  output_packets      bigint      not null default 0
-- Room beside a row: an Interim-Update touches no index. Every index here costs accounting a tenth of its speed.
) with (fillfactor = 50);
create index sessions_identity_hash on sessions (identity_hash, id desc);
create index sessions_customer_id on sessions (customer_id, id desc);
create index sessions_open on sessions (source_address, nas_identifier) where ended_at is null;

-- Octets of all sessions under a subscription, both directions: always the sum of its rows, kept in
-- the transaction that lets them grow, so that no login and no start has to add them up.
create table subscription_usage (
  subscription_id bigint primary key,                   -- no foreign key: accounting waits for nobody
  used_bytes      bigint not null
) with (fillfactor = 80);

-- Which sessions a batch of accounting changed, in the order of commit (one batch at a time holds
-- the lock). Other radius processes follow it; a job trims it.
create table session_changes (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  node_id     uuid,                                     -- null: a job
  session_ids bigint[]    not null
);
alter table session_changes alter column session_ids set storage plain; -- no time is spent on compressing it
create index session_changes_at on session_changes (at);

-- The access log: one row per group of identical outcomes within a minute. Partitioned by day.
create table attempts (
  id                 uuid        not null,              -- made by the radius process, time-ordered
  first_at           timestamptz not null,
  at                 timestamptz not null,              -- the last one
  count              integer     not null,
  node_id            uuid        not null,
  kind               text        not null,
  customer_id        bigint,
  username           text        not null,
  mac                macaddr,
  calling_station_id text        not null,
  nas_id             bigint,
  outcome            text        not null check (outcome in ('accept', 'reject')),
  reason             text,                              -- a reject reason; in observe, of an accept: what strict would have said
  facts              jsonb       not null,
  primary key (first_at, id)
) partition by range (first_at);
create index attempts_at on attempts (at desc, id desc);
create index attempts_customer_id on attempts (customer_id, at desc);
create index attempts_mac on attempts (mac, at desc);
create index attempts_username on attempts (lower(username), at desc);

-- Requests that got no answer, counted by source and reason.
create table discards (
  source_address inet        not null,
  reason         text        not null,
  nas_id         bigint      references nas on delete cascade,
  first_at       timestamptz not null,
  last_at        timestamptz not null,
  count          bigint      not null,
  primary key (source_address, reason)
);

-- What is heard from each router, kept by the radius processes.
create table nas_health (
  nas_id                        bigint      not null references nas on delete cascade,
  node_id                       uuid        not null,
  last_request_at               timestamptz,
  last_accept_at                timestamptz,
  last_accounting_at            timestamptz,
  last_verified_at              timestamptz,            -- something proved the shared secret
  last_unverified_at            timestamptz,            -- something disproved it: a signature that is wrong
  unverified_since_verified     bigint      not null default 0,
  wrong_passwords_since_verified bigint     not null default 0, -- PAP: garbage under a wrong secret
  accepts_since_accounting      bigint      not null default 0,
  requests_without_message_auth bigint      not null default 0,
  last_without_message_auth_at  timestamptz,
  primary key (nas_id, node_id)
);

-- Radius processes and how they learn what changed ---------------------------------------------

create table radius_nodes (
  id               uuid        primary key,             -- kept in the node's data folder
  name             text        not null,
  started_at       timestamptz not null,
  heartbeat_at     timestamptz not null,
  applied_snapshot pg_snapshot,                         -- everything visible in it is in force on the node
  stats            jsonb       not null default '{}'
);

create table change_feed (
  id     bigint generated always as identity primary key,
  xid    xid8        not null default pg_current_xact_id(),
  at     timestamptz not null default now(),
  entity text        not null,                          -- 'customers', 'nas', 'service-packages', 'hotspot-zones', 'macs'
  ids    bigint[]    not null
);
create index change_feed_xid on change_feed (xid);
create index change_feed_at on change_feed (at);
