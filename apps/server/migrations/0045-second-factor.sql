-- The second factor of operators, and when a sign-in was last proved by it or by the password.
alter table operators
  add column totp_cipher         bytea,                        -- the secret that codes are made of; null: no second factor
  add column totp_since          timestamptz,
  add column totp_step           bigint,                       -- of the last code that was used: none works twice
  add column totp_offered_cipher bytea,                        -- a secret whose first code is waited for
  add column totp_offered_at     timestamptz,
  add column sign_ins_without    int not null default 0,       -- while a second factor was required and there was none
  add check ((totp_cipher is null) = (totp_since is null)),
  add check ((totp_offered_cipher is null) = (totp_offered_at is null));

create table recovery_codes (
  operator_id bigint not null references operators on delete cascade,
  code_hash   bytea  not null,                                 -- SHA-256 of 80 random bits; used is gone
  primary key (operator_id, code_hash)
);

alter table sign_ins
  add column proved_at         timestamptz not null default trusted_now(),
  add column second_factor_due boolean     not null default false; -- reaches nothing but the setting up of one
update sign_ins set proved_at = created_at;
