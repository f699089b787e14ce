-- Sources of logins that have shown that they always sign them with a Message-Authenticator: from then on they must.
create table nas_signing_sources (
  nas_id         bigint      not null references nas on delete cascade,
  source_address inet        not null,
  learned_at     timestamptz not null,
  primary key (nas_id, source_address)
);

-- Until then unsigned logins of this router pass, and nothing is learned.
alter table nas add column unsigned_until timestamptz;
