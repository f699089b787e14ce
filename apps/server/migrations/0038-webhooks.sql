-- What happens is told to programs of the operator's own.

create table webhooks (
  id                bigint      generated always as identity primary key,
  name              text        not null constraint webhooks_name unique,
  url_host          text        not null,
  cipher            bytea       not null,               -- its address and what it is signed with
  events            text[]      not null,
  enabled           boolean     not null default true,
  disabled_why      text,                               -- where nobody did it
  failing_since     timestamptz,                        -- nothing was delivered since
  last_delivered_at timestamptz,
  last_fault        text,
  let_go            bigint      not null default 0,     -- events that were not put into its queue, which was full
  added_by          text        not null,
  added_at          timestamptz not null default trusted_now()
);

-- What happened and was handed to no webhook yet, written in the transaction in which it happened: a row of the audit log, or
-- what leaves none there.
create table event_outbox (
  id       bigint      generated always as identity primary key,
  at       timestamptz not null default trusted_now(),
  audit_id bigint,
  type     text,
  data     jsonb,
  check ((audit_id is null) = (type is not null))
);

-- The web process that hands on and sends; when it has been silent until then, another one does.
create table webhook_sending (
  the_only  boolean     primary key default true check (the_only),
  sender    uuid        not null,
  until     timestamptz not null
);

create table webhook_deliveries (
  id          bigint      generated always as identity primary key,
  webhook_id  bigint      not null references webhooks on delete cascade,
  event_id    uuid        not null,                     -- the same for every webhook and every try
  lane        smallint    not null,                     -- what is about one customer is sent one after the other
  type        text        not null,
  occurred_at timestamptz not null,
  body        text        not null,
  state       text        not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries       integer     not null default 0,
  next_at     timestamptz not null default trusted_now(), -- of one that is under way: when it is taken for lost
  taken_by    uuid,                                     -- the sender under whom it is under way
  last_at     timestamptz,
  last_status integer,
  last_ms     integer,
  last_said   text,
  last_fault  text
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, lane, next_at, id) where state = 'waiting';
create index webhook_deliveries_of on webhook_deliveries (webhook_id, occurred_at, id);
create index webhook_deliveries_occurred_at on webhook_deliveries (occurred_at);
