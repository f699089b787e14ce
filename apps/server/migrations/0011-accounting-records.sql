-- What accounting writes, as one array of records for each statement: PostgreSQL takes it at a fraction of what an array for
-- each column costs. A column that comes later to sessions and is told by routers comes here too, in a new type.

create type opened_session as (
  identity_hash       bigint,
  nas_id              bigint,
  source_address      text,
  nas_identifier      text,
  acct_session_id     text,
  username            text,
  calling_station_id  text,
  mac                 macaddr,
  customer_id         bigint,
  subscription_id     bigint,
  framed_ip_address   text,
  nas_port_id         text,
  called_station_id   text,
  started_at          timestamptz,
  last_event_start_at timestamptz,
  last_heard_at       timestamptz,
  ended_at            timestamptz,
  terminate_cause     text,
  session_seconds     bigint,
  input_bytes         bigint,
  output_bytes        bigint,
  input_packets       bigint,
  output_packets      bigint
);

create type told_session as (
  id                  bigint,
  customer_id         bigint,
  subscription_id     bigint,
  framed_ip_address   text,
  last_event_start_at timestamptz,
  last_heard_at       timestamptz,
  ended_at            timestamptz,
  terminate_cause     text,
  session_seconds     bigint,
  input_bytes         bigint,
  output_bytes        bigint,
  input_packets       bigint,
  output_packets      bigint
);
