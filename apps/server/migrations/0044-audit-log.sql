-- The audit log speaks for itself years later: it names what it is about as that was called then, and why it was done.
alter table audit_log
  add why           text,
  add subject_name  text,
  add customer_name text;

create function name_of_subject(kind text, id text, before jsonb, after jsonb) returns text language plpgsql stable as $$
declare
  number bigint := case when id ~ '^[0-9]{1,18}$' then id::bigint end;
  name   text;
begin
  case kind
    when 'device' then
      select concat_ws(' ', upper(d.mac::text), d.label) into name from devices d where d.id = number;
      name := coalesce(name, nullif(concat_ws(' ', coalesce(after ->> 'mac', before ->> 'mac'), coalesce(after ->> 'label', before ->> 'label')), ''));
    when 'nas'             then select n.name into name from nas n where n.id = number;
    when 'hotspot-zone'    then select z.name into name from hotspot_zones z where z.id = number;
    when 'service-package' then select p.name into name from service_packages p where p.id = number;
    when 'voucher-batch'   then select b.name into name from voucher_batches b where b.id = number;
    when 'operator'        then select o.name into name from operators o where o.id = number;
    when 'customer'        then select c.name into name from customers c where c.id = number;
    else null;
  end case;
  return coalesce(name, after ->> 'name', before ->> 'name', after ->> 'servicePackage', before ->> 'servicePackage',
                  after ->> 'batch', after ->> 'mac', before ->> 'mac', case when number is null then id end);
end $$;

create function name_audit_entry() returns trigger language plpgsql as $$
begin
  if new.customer_name is null and new.customer_id is not null then
    select c.name into new.customer_name from customers c where c.id = new.customer_id;
    new.customer_name := coalesce(new.customer_name, new.after ->> 'customer', new.before ->> 'customer');
  end if;
  if new.subject_name is null then
    new.subject_name := case when new.subject_kind = 'customer' and new.subject_id = new.customer_id::text then new.customer_name end;
    new.subject_name := coalesce(new.subject_name, name_of_subject(new.subject_kind, new.subject_id, new.before, new.after));
  end if;
  return new;
end $$;

update audit_log a
   set customer_name = (select c.name from customers c where c.id = a.customer_id),
       subject_name  = name_of_subject(a.subject_kind, a.subject_id, a.before, a.after);

create trigger name_audit_entry before insert on audit_log for each row execute function name_audit_entry();

-- What an entry is found by: the words in it.
create function words_of_audit(actor_name text, source_address inet, subject_name text, customer_name text, why text, before jsonb, after jsonb)
  returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple', actor_name || ' ' || coalesce(host(source_address), '') || ' ' || coalesce(subject_name, '') || ' '
                               || coalesce(customer_name, '') || ' ' || coalesce(why, ''))
         || coalesce(jsonb_to_tsvector('simple', before, '["string"]'), '') || coalesce(jsonb_to_tsvector('simple', after, '["string"]'), '')
$$;

create index audit_log_at      on audit_log (at, id);
create index audit_log_actor   on audit_log (actor_kind, actor_id, at, id);
create index audit_log_thing   on audit_log (split_part(action, '.', 1), at, id);
create index audit_log_words   on audit_log using gin (words_of_audit(actor_name, source_address, subject_name, customer_name, why, before, after));

-- Nobody changes or removes an entry, whoever asks: also where triggers are off (session_replication_role).
create function keep_audit_log() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is only ever added to: % is refused.', lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
create trigger keep_audit_log before update or delete or truncate on audit_log for each statement execute function keep_audit_log();
alter table audit_log enable always trigger keep_audit_log;

-- What is done behind keeps why it was begun.
alter table import_batches add actor_why text;
alter table bulk_actions   add actor_why text;
