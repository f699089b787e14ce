-- What an owner decides for the whole house. A name that is not here has the default of apps/server/src/settings.

create table settings (
  name       text        primary key,
  value      jsonb       not null,
  changed_at timestamptz not null default now(),
  changed_by text        not null
);
