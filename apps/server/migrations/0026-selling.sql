-- Selling at the hotspot: vouchers, and payments through whatever providers an owner sets up. Amounts are in minor units
-- of their ISO 4217 currency.

create table voucher_batches (
  id                 bigint      generated always as identity primary key,
  name               text        not null unique,
  service_package_id bigint      not null references service_packages,
  code_length        integer     not null check (code_length between 8 and 20),
  voucher_count      integer     not null check (voucher_count > 0),
  amount_minor       bigint      check (amount_minor >= 0),  -- what one was sold for; null: not said
  currency           text        check (currency ~ '^[A-Z]{3}$'),
  valid_until        timestamptz,                            -- to be redeemed before; null: for ever
  made_by            text        not null,
  created_at         timestamptz not null default trusted_now(),
  revoked_at         timestamptz,                            -- with it all that were not redeemed
  revoked_by         text,
  revoke_reason      text,
  check ((amount_minor is null) = (currency is null))
);

create table vouchers (
  id              bigint      generated always as identity primary key,
  batch_id        bigint      not null references voucher_batches,
  serial          integer     not null,                      -- printed beside the code, from 1
  code_hash       bytea       not null unique,               -- HMAC under a key that is not in the database
  redeemed_at     timestamptz,
  customer_id     bigint      references customers,
  subscription_id bigint      references subscriptions,
  zone_id         bigint      references hotspot_zones on delete set null,
  revoked_at      timestamptz,                               -- this one alone
  unique (batch_id, serial)
);
create index vouchers_redeemed_at on vouchers (redeemed_at) where redeemed_at is not null;
create index vouchers_customer_id on vouchers (customer_id) where customer_id is not null;
create index vouchers_subscription_id on vouchers (subscription_id) where subscription_id is not null;

-- A way to pay, as an owner set it up. One that is removed stays for the payments made by it.
create table payment_methods (
  id              bigint      generated always as identity primary key,
  provider        text        not null,                      -- a file of apps/server/src/payments/providers
  name            text        not null,                      -- as visitors read it
  settings_cipher bytea       not null,                      -- what the provider declares, sealed together
  callback_token  text        not null unique,               -- stands in the address that its callbacks go to
  currencies      text[]      not null default '{}',         -- none: any
  enabled         boolean     not null default true,
  position        integer     not null default 0,            -- visitors see them in this order
  created_at      timestamptz not null default trusted_now(),
  removed_at      timestamptz
);
create unique index payment_methods_name on payment_methods (name) where removed_at is null;

create table payments (
  id                 bigint      generated always as identity primary key,
  idempotency_key    text        not null unique,
  customer_id        bigint      not null references customers,
  service_package_id bigint      not null references service_packages,
  package_name       text        not null,                   -- as it was sold
  zone_id            bigint      references hotspot_zones on delete set null,
  visit_id           bigint      references portal_visits on delete set null,
  payment_method_id  bigint      not null references payment_methods,
  amount_minor       bigint      not null check (amount_minor > 0),
  currency           text        not null check (currency ~ '^[A-Z]{3}$'),
  begun_at           timestamptz,                            -- the provider has taken it
  state              text        not null check (state in ('open', 'to-approve', 'paid', 'refused', 'expired', 'refunded')),
  review_reason      text        check (review_reason in ('cash', 'reference', 'wrong-amount', 'wrong-currency')),
  provider_reference text,                                   -- what the provider calls it
  pay_url            text,                                   -- where the visitor pays
  entered_reference  text,                                   -- what the visitor typed
  told_minor         bigint,                                 -- what the provider says has arrived
  told_currency      text,
  paid_at            timestamptz,
  subscription_id    bigint      references subscriptions,
  not_granted        text,                                   -- paid, and why there is no package for it; an error code
  decided_by         text,
  decided_at         timestamptz,
  decision_reason    text,
  refunded_at        timestamptz,
  refunded_minor     bigint      check (refunded_minor > 0),
  refunded_by        text,
  refund_reason      text,
  refund_reference   text,
  asked_times        integer     not null default 0,
  asked_at           timestamptz,
  ask_at             timestamptz,                            -- when the provider is asked next; null: not any more
  created_at         timestamptz not null default trusted_now(),
  expires_at         timestamptz not null,
  check (state <> 'paid' or paid_at is not null),             -- refunded without it: it never counted as paid
  check (refunded_minor <= greatest(amount_minor, told_minor)),
  check (state <> 'to-approve' or review_reason is not null)
);
create unique index payments_provider_reference on payments (payment_method_id, provider_reference)
  where provider_reference is not null;
create unique index payments_entered_reference on payments (payment_method_id, entered_reference)
  where entered_reference is not null and state <> 'refused';
create index payments_customer_id on payments (customer_id, id);
create index payments_visit_id on payments (visit_id) where visit_id is not null;
create index payments_subscription_id on payments (subscription_id) where subscription_id is not null;
create index payments_state on payments (state, id);
create index payments_created_at on payments (created_at);
create index payments_not_granted on payments (id) where not_granted is not null;
create index payments_paid_at on payments (paid_at) where paid_at is not null;
create index payments_refunded_at on payments (refunded_at) where refunded_at is not null;
create index payments_ask_at on payments (payment_method_id, ask_at) where ask_at is not null;

-- All that was heard, asked and decided about a payment, forged callbacks too.
create table payment_events (
  id                bigint      generated always as identity primary key,
  payment_id        bigint      references payments,         -- null: it fits none
  payment_method_id bigint      references payment_methods,
  kind              text        not null,
  event_id          text,                                    -- the provider's own; each is heard once
  outcome           text        not null,
  facts             jsonb,                                   -- plain values, no secrets
  source_address    inet,
  at                timestamptz not null default trusted_now()
);
create unique index payment_events_event_id on payment_events (payment_method_id, event_id) where event_id is not null;
create index payment_events_payment_id on payment_events (payment_id, id) where payment_id is not null;
create index payment_events_at on payment_events (at) where payment_id is null;
create index payment_events_callback_at on payment_events (at) where kind = 'callback';

-- What a visitor wants to buy, until they are proved.
alter table portal_visits add wanted_package_id bigint references service_packages on delete set null;

-- Why an operator gave a package by hand, or more time.
alter table subscriptions add reason text;

-- What has not begun: few, and looked at each minute.
create index subscriptions_starts_at on subscriptions (starts_at);
create index subscriptions_waiting on subscriptions (customer_id) where waiting_seconds is not null;
