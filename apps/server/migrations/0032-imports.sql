-- Files of customers and devices on their way in, row by row, so that an import survives whatever ends the process that
-- does it, can be looked at before and after, and can be undone.
create table import_batches (
  id             bigint      generated always as identity primary key,
  kind           text        not null check (kind in ('customers', 'devices')),
  format         text        not null check (format in ('table', 'router-os')),
  state          text        not null check (state in ('new', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone',
                                                       'failed')),
  file_name      text        not null,
  encoding       text        not null,
  -- Sealed: it has passwords in it. Wiped once it was applied.
  content_cipher bytea,
  options        jsonb       not null,
  -- Grows with every change of the options: what was found under others is not kept.
  revision       integer     not null default 0,
  mode           text        check (mode in ('good-rows', 'all-or-none')),
  row_count      integer     not null default 0,
  done_count     integer     not null default 0,
  verdict_counts jsonb       not null default '{}',
  outcome_counts jsonb       not null default '{}',
  package_names  jsonb       not null default '[]',
  -- Why nothing came of it, or of the last try to apply it.
  fault          text,
  pending_nodes  text[]      not null default '{}',
  -- Whoever works at it says so again and again; after that anybody may go on.
  worked_until   timestamptz,
  actor_kind     text        not null,
  actor_id       bigint,
  actor_name     text        not null,
  actor_role     text,
  source_address inet,
  created_by     text        not null,
  created_at     timestamptz not null default trusted_now(),
  applied_by     text,
  applied_at     timestamptz,
  undone_by      text,
  undone_at      timestamptz
);
create index import_batches_under_work on import_batches (id) where state in ('checking', 'applying', 'undoing');

create table import_rows (
  batch_id        bigint  not null references import_batches on delete cascade,
  line            integer not null,
  subject         text    not null,
  -- What the row asks for, without its password; null: it cannot be read.
  entry           jsonb,
  password_cipher bytea,
  verdict         text    not null,
  sentence        text    not null default '',
  -- A digest of what was promised: it is not done where it would be something else by now.
  basis           text,
  outcome         text    check (outcome in ('applied', 'nothing', 'refused', 'undone', 'left')),
  -- What was there before, and what was made: all that undoing needs.
  undo            jsonb,
  primary key (batch_id, line)
);
create index import_rows_verdict on import_rows (batch_id, verdict, line);
create index import_rows_outcome on import_rows (batch_id, outcome, line);
