-- Devices that a careful owner would look at, and what was decided about them.

-- What the rules find, kept by a job and looked at again when it is shown: it could be made anew at any time. No foreign
-- keys: a device may be gone between the finding and the writing.
create table review_findings (
  id          bigint      generated always as identity primary key,
  device_id   bigint      not null,
  rule        text        not null,
  customer_id bigint      not null,
  since       timestamptz not null,
  fingerprint text        not null,                     -- what it rests on: another one is another finding
  facts       jsonb       not null default '{}',
  kept_id     bigint,                                   -- the decision to keep it so; null: it waits for one
  unique (device_id, rule)
);
create index review_findings_customer_id on review_findings (customer_id);
create index review_findings_open on review_findings (since, id) where kept_id is null;
create index review_findings_open_by_rule on review_findings (rule, since, id) where kept_id is null;
create index review_findings_kept on review_findings (since, id) where kept_id is not null;

-- Who reviewed what, when. It outlives the device.
create table review_decisions (
  id          bigint      generated always as identity primary key,
  device_id   bigint      not null,
  rule        text        not null,
  customer_id bigint      not null references customers,
  mac         macaddr     not null,
  name        text,                                     -- what the device was called
  fingerprint text        not null,
  facts       jsonb       not null default '{}',
  decision    text        not null check (decision in ('keep', 'remove')),
  decided_by  text        not null,
  decided_at  timestamptz not null default trusted_now(),
  undone_by   text,
  undone_at   timestamptz
);
create index review_decisions_device_id on review_decisions (device_id, rule, fingerprint);
create index review_decisions_customer_id on review_decisions (customer_id, id);

-- One MAC in two sessions at once, for longer than a phone takes to move over: seen while both were open.
create table clone_sightings (
  mac      macaddr     not null,
  places   text        not null,                        -- the two routers, in one order
  nas_ids  bigint[]    not null,
  first_at timestamptz not null,
  last_at  timestamptz not null,
  primary key (mac, places)
);
create index clone_sightings_last_at on clone_sightings (last_at);
