-- Keys of the key file, by what they are called: never a key itself. The one with the highest number seals.
create table secret_keys (
  number        bigint      generated always as identity primary key,
  id            text        not null unique,
  current_since timestamptz not null default trusted_now(),
  resealed_at   timestamptz                        -- null: not everything is under it yet
);

-- Processes that are alive, and which keys they know: a rotation waits for them.
create table secret_key_holders (
  id      uuid        primary key,
  kind    text        not null check (kind in ('radius', 'web')),
  host    text        not null,
  known   text[]      not null,
  sealing text        not null,
  seen_at timestamptz not null default clock_timestamp()
);
