-- Lists as those who work with them have set them up.

-- Filters, search and sort of a list under a name: one operator's own, or everybody's.
create table saved_views (
  id          bigint      generated always as identity primary key,
  screen      text        not null,
  name        text        not null,
  query       jsonb       not null,                     -- the list's own query: {"type": "Router", "sort": "-addedAt"}
  operator_id bigint      references operators on delete cascade, -- whose own it is; null: everybody's
  created_by  text        not null,
  created_at  timestamptz not null default trusted_now(),
  changed_at  timestamptz not null default trusted_now()
);
create unique index saved_views_name on saved_views (screen, coalesce(operator_id, 0), lower(name));
create index saved_views_operator_id on saved_views (operator_id);

-- Which columns an operator sees in which order, and the view that a list opens with.
create table list_choices (
  operator_id     bigint      not null references operators on delete cascade,
  screen          text        not null,
  columns         text[],                               -- null: as the list comes
  default_view_id bigint      references saved_views on delete set null,
  changed_at      timestamptz not null default trusted_now(),
  primary key (operator_id, screen)
);
create index list_choices_default_view_id on list_choices (default_view_id) where default_view_id is not null;
