-- What it takes to take back wholly a package that was renewed with one click. Kept for a day.
create table renewal_undos (
  subscription_id bigint      primary key,        -- the new one, which may be gone
  customer_id     bigint      not null references customers on delete cascade,
  renewed_id      bigint      not null,           -- the one that it goes on from
  before          jsonb       not null,           -- the customer's packages that lived then, as they were
  after           jsonb       not null,           -- the same, and the new one, as they were left
  made_at         timestamptz not null default trusted_now(),
  undone_at       timestamptz                     -- who came online by it unheard is disconnected
);
create index renewal_undos_customer_id on renewal_undos (customer_id);
create index renewal_undos_made_at on renewal_undos (made_at);
