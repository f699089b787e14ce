-- What somebody does to many devices at once: row by row, so that it survives whatever ends the process that does it, says
-- what became of each, and can be undone.
create table bulk_actions (
  id             bigint      generated always as identity primary key,
  action         text        not null check (action in ('label', 'type', 'move', 'remove', 'block')),
  -- What is written: the label, the new holder, the reason …
  fields         jsonb       not null,
  -- Where it is all that match: what they must still match when their turn comes.
  filter         jsonb,
  -- Of who asked for what: two clicks at once are one.
  request_hash   text        not null,
  state          text        not null check (state in ('working', 'done', 'stopped', 'undoing', 'undone')),
  total          integer     not null,
  done_count     integer     not null default 0,
  outcome_counts jsonb       not null default '{}',
  pending_nodes  text[]      not null default '{}',
  -- Whoever works at it says so with every part; after that anybody may go on.
  worked_until   timestamptz,
  actor_kind     text        not null,
  actor_id       bigint,
  actor_name     text        not null,
  actor_role     text,
  source_address inet,
  created_by     text        not null,
  created_at     timestamptz not null default trusted_now(),
  ended_at       timestamptz,
  undone_by      text,
  undone_at      timestamptz
);
create index bulk_actions_under_way on bulk_actions (id) where state in ('working', 'undoing');
create index bulk_actions_request_hash on bulk_actions (request_hash, id);

-- No foreign keys: a million rows come in by one statement, and devices may be gone before their turn comes.
create table bulk_action_rows (
  bulk_action_id bigint  not null,
  device_id      bigint  not null,
  -- Whose it was, and what it was, when it was chosen.
  customer_id    bigint  not null,
  mac            macaddr not null,
  name           text,
  outcome        text    check (outcome in ('changed', 'nothing', 'left', 'undone', 'not-undone')),
  -- Why it was left out, or is not undone: for programs and for people.
  code           text,
  reason         text,
  -- What was there before: all that undoing needs.
  undo           jsonb,
  primary key (bulk_action_id, device_id)
) with (fillfactor = 70);
