-- Operators are added without a password and get a link to set one; API tokens may do less than their role, and end.

alter table operators
  alter column password_hash drop not null,               -- null: none was set yet, so nobody signs in
  add column email        text,                           -- where a link to a new password is sent
  add column last_seen_at timestamptz;
create unique index operators_email_key on operators (lower(email));

create table password_links (
  token_hash  bytea       primary key,                    -- SHA-256 of a random token that only the link has
  operator_id bigint      not null references operators on delete cascade,
  way         text        not null check (way in ('given', 'mailed')),
  created_at  timestamptz not null default trusted_now(),
  expires_at  timestamptz not null,
  unique (operator_id, way)
);

alter table api_tokens
  add column permissions    text[],                       -- null: all that its role may do
  add column expires_at     timestamptz,
  add column hint           text,                         -- how the token begins, to tell it from others
  add column created_by     text,
  add column last_used_from inet;
