-- What happened at each radius process in each span of time, for the plots of the System page. A process that was
-- stopped in order leaves `radius_nodes`, not its history.
create table radius_samples (
  node_id      uuid        not null,
  step_seconds int         not null,  -- 10: kept for two hours; 300: for eight days
  at           timestamptz not null,  -- the end of the span
  seconds      float8      not null,  -- how long it was
  sample       jsonb       not null,
  primary key (step_seconds, at, node_id)
);
