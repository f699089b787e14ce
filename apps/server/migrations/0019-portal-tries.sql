-- Guessing at the portal, counted for all web processes together and over their restarts.

create table portal_tries (
  key     text        primary key,             -- an HMAC of what is counted by: nobody's typing is kept
  count   integer     not null,
  ends_at timestamptz not null
) with (fillfactor = 70);
create index portal_tries_ends_at on portal_tries (ends_at);

-- What was guessed, in spans of ten minutes, for operators to see.
create table portal_guesses (
  span_at        timestamptz not null,
  zone_id        bigint      not null,         -- no foreign key: it is gone in a day
  source_address inet        not null,         -- of IPv6 its network of 64 bits
  wrong          bigint      not null default 0,
  refused        bigint      not null default 0, -- too many before: it was not looked at
  primary key (span_at, zone_id, source_address)
);
