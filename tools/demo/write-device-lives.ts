import type { Database } from '@gatehouse/server/db/open-database';

/** What happened to some devices of the demo before today: swapped routers, notes, a stolen one that is blocked. */
export async function writeDeviceLives({ pool }: Database, operator: string): Promise<void> {
  // Lines whose router has been there for long; it is the one that the old one gave way to.
  await pool.query(
    `with swapped as (
       select d.*, row_number() over (order by d.id) as n,
              ('c4:e9:84:55:00:' || lpad(to_hex(row_number() over (order by d.id)), 2, '0'))::macaddr as old_mac
         from devices d join customers c on c.id = d.customer_id
        where c.kind = 'pppoe' and d.last_seen_at is not null order by d.id limit 6),
     told as (
       insert into audit_log (at, actor_kind, actor_name, action, subject_kind, subject_id, customer_id, before, after)
       select trusted_now() - n * interval '3 days', 'operator', $1, 'devices.replace', 'device', id::text, customer_id,
              jsonb_build_object('mac', upper(old_mac::text)), jsonb_build_object('mac', upper(mac::text))
         from swapped),
     noted as (
       insert into device_notes (device_id, text, added_by, added_at)
       select id, case n % 2 when 0 then 'In the cellar, behind the meter' else 'Own router, not ours' end, $1,
              trusted_now() - n * interval '3 days' from swapped)
     insert into device_mac_history (device_id, customer_id, old_mac, new_mac, cause, before, changed_by, changed_at)
     select id, customer_id, old_mac, mac, 'replaced', '{}', $1, trusted_now() - n * interval '3 days' from swapped`,
    [operator],
  );
  await pool.query(
    `insert into blocked_macs (mac, reason, blocked_by, blocked_at)
     values ('c4:e9:84:66:00:01', 'Stolen, reported by its owner', $1, trusted_now() - interval '8 days'),
            ('9a:3b:66:00:00:02', 'Scanned the neighbours', $1, trusted_now() - interval '2 days')
     on conflict do nothing`,
    [operator],
  );
}
