-- The package whose service a session gets by this: a CoA-Request tells its speed, a Disconnect-Request has the next
-- login begin it. Null: it is about nothing but the end.
alter table dynamic_authorization_requests add column subscription_id bigint;
-- Of a CoA-Request: it tells no end, for that has been told.
alter table dynamic_authorization_requests add column keeps_end boolean not null default false;

-- A package that was used up before its last day leaves its days to the next one: from which, and how long. Its refund
-- takes them back. No foreign key: what has begun stays.
alter table subscriptions add column carried_from bigint;
alter table subscriptions add column carried_seconds bigint not null default 0;
