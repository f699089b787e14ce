-- By which server mail leaves, for links to new passwords. No row: mail is not set up.
create table mail_server (
  only_one        boolean     primary key default true check (only_one),
  host            text        not null,
  port            int         not null check (port between 1 and 65535),
  security        text        not null check (security in ('tls', 'starttls', 'none')),
  username        text,                                   -- null: the server asks nobody
  password_cipher bytea,
  sender_address  text        not null,
  sender_name     text        not null,
  app_url         text        not null,                   -- where operators reach the web app; begins each link
  changed_at      timestamptz not null default trusted_now(),
  changed_by      text        not null,
  last_sent_at    timestamptz,
  last_failed_at  timestamptz,
  last_fault      text,                                   -- one word: see libs/domain/src/mail/mail-faults.ts
  last_said       text,                                   -- what the server answered then
  check (username is not null or password_cipher is null)
);

-- Found by what somebody types, however they write it.
update operators set email = lower(email) where email <> lower(email);
