-- Which sessions may be open, in place of an index on those that are: an index that knows ended_at made every Stop write
-- all indexes of its row anew, a quarter of the database's work for accounting. Every session that opens is listed here in
-- the same transaction, many in a row; a job drops those that have ended. So every open session is listed, maybe more
-- than once, and some that have ended are as well.

create table open_sessions (
  source_address inet     not null,                     -- of the router, for Accounting-On
  session_ids    bigint[] not null
);
alter table open_sessions alter column session_ids set storage external; -- no time is spent on compressing it

insert into open_sessions
select source_address, array_agg(id order by id) from sessions where ended_at is null group by source_address;

drop index sessions_open;
