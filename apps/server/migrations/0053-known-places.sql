-- Where an operator has signed in: whoever guesses elsewhere does not shut them out there, signed out or not.
create table known_places (
  operator_id bigint      not null references operators on delete cascade,
  place       text        not null,                             -- as guesses are counted: an address, of IPv6 a /64
  last_at     timestamptz not null default trusted_now(),
  primary key (operator_id, place)
);
insert into known_places (operator_id, place, last_at)
select operator_id, host(source_address), max(created_at) from sign_ins
 where not second_factor_due and family(source_address) = 4 group by 1, 2;
