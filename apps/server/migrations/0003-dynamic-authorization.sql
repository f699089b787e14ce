-- Disconnect- and CoA-Requests (RFC 5176): asked for by a feature in its own transaction, sent by a radius process.

create table dynamic_authorization_requests (
  id              bigint generated always as identity primary key,
  kind            text        not null check (kind in ('disconnect', 'coa')),
  reason          text        not null,               -- 'operator', 'device-removed', 'customer-suspended' …
  session_id      bigint      not null,               -- no foreign key: accounting waits for nobody
  customer_id     bigint,
  nas_id          bigint,                             -- where the session was then; for the log and its filters
  lasts_until     timestamptz,                        -- of a CoA-Request: when the session has to end; null: it need not
  requested_by    text        not null,               -- the name as it was then
  requested_at    timestamptz not null default now(),
  -- Not before this transaction is in force: who is cut off must not get in again by what a node still remembers.
  in_force_xid    xid8,
  state           text        not null default 'waiting' check (state in
                    ('waiting', 'sending', 'acknowledged', 'refused', 'already-gone', 'no-answer', 'not-sent')),
  node_id         uuid,                               -- the radius process that took it
  taken_at        timestamptz,
  finished_at     timestamptz,
  tries           integer     not null default 0,     -- datagrams sent
  error_cause     integer,                            -- RFC 5176 §3.5, of a NAK
  unverified      integer     not null default 0,     -- answers whose signature was wrong
  not_sent_reason text                                -- why nothing was sent
);
-- The few that are under way; and at most one of a kind per session.
create unique index dynamic_authorization_requests_open on dynamic_authorization_requests (session_id, kind)
  where state in ('waiting', 'sending');
create index dynamic_authorization_requests_session_id on dynamic_authorization_requests (session_id, id);
create index dynamic_authorization_requests_requested_at on dynamic_authorization_requests (requested_at);
create index dynamic_authorization_requests_customer_id on dynamic_authorization_requests (customer_id, id);

-- For the question whose package has just ended.
create index subscriptions_ends_at on subscriptions (ends_at);
