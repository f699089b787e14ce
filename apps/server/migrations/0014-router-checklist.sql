-- What the checklist of a router looks at, beside what was heard before.

alter table nas_health
  add column last_interim_at   timestamptz,             -- an Interim-Update
  add column last_mac_login_at timestamptz;             -- a hotspot's question by the device alone

alter table nas
  add column kit_ran_at     timestamptz,                -- when its set-up script last ran to its end
  add column router_version text;                       -- what that script told then; RADIUS tells no version

-- How a router answered the last request to it.
create index dynamic_authorization_requests_nas_id on dynamic_authorization_requests (nas_id, id desc)
  where nas_id is not null;
