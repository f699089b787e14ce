-- Until an operator leaves the path of the first days, and again after coming back to it.
alter table operators add column left_getting_started_at timestamptz;
