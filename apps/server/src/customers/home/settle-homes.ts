import { sql } from 'kysely';
import { jobActor } from '../../actor.ts';
import { writeAuditRows } from '../../audit-log/write-audit-rows.ts';
import { makeChange } from '../../db/make-change.ts';
import type { Db } from '../../db/open-database.ts';

const SESSIONS_PER_PART = 20_000;
/** A session that is written behind others that are seen already is read with the next ones. */
const READ_AGAIN = 1000;

type Settled = {
  readonly id: number;
  readonly beforeNasId: number | null;
  readonly nasId: number | null;
  readonly zoneId: number | null;
};

/**
 * Reads from sessions where customers are at home: a line through which router it comes, and again when it comes through
 * another; a hotspot customer in which zone a device of theirs logged in first, once. What was set by hand is left. How many
 * came home.
 */
export async function settleHomes(db: Db): Promise<number> {
  let settled = 0;
  for (;;) {
    const { value: part } = await makeChange(db, jobActor('Homes'), async (change) => {
      const { tx } = change;
      const { rows } = await sql<{ from: number; to: number }>`
        select coalesce((select session_id from homes_read for update), 0) as from, coalesce(max(id), 0) as to from sessions`.execute(
        tx,
      );
      const { from, to } = rows[0] ?? { from: 0, to: 0 };
      const until = Math.min(to, from + SESSIONS_PER_PART);
      const found = await sql<Settled>`
        with last as materialized (
          select distinct on (customer_id) customer_id, nas_id from sessions
           where id > ${from - READ_AGAIN} and id <= ${until} and customer_id is not null
           order by customer_id, id desc),
        at as (
          select c.id, c.home_nas_id as before,
                 case when c.kind = 'pppoe' then n.id end as nas_id,
                 case when c.kind = 'hotspot' then z.id end as zone_id
            from last join customers c on c.id = last.customer_id
            left join nas n on n.id = last.nas_id
            left join lateral (
              select d.zone_ids[1] as id from devices d where d.customer_id = c.id and d.zone_ids <> '{}'
               order by d.added_at, d.id limit 1) as first on true
            left join hotspot_zones z on z.id = first.id
           where not c.home_by_hand
             and (c.kind = 'pppoe' and n.id is distinct from c.home_nas_id and n.id is not null
               or c.kind = 'hotspot' and c.home_zone_id is null and z.id is not null)
           order by c.id for update of c)
        update customers c set home_nas_id = at.nas_id, home_zone_id = at.zone_id from at where c.id = at.id
        returning c.id, at.before as "beforeNasId", at.nas_id as "nasId", at.zone_id as "zoneId"`.execute(tx);
      await writeAuditRows(change, found.rows.map(auditRow));
      await sql`
        insert into homes_read (session_id) values (${until})
        on conflict (is_only) do update set session_id = excluded.session_id`.execute(tx);
      return { settled: found.rows.length, isLast: until >= to };
    });
    settled += part.settled;
    if (part.isLast) return settled;
  }
}

function auditRow({ id, beforeNasId, nasId, zoneId }: Settled) {
  const place = (router: number | null, zone: number | null) =>
    router === null && zone === null
      ? { home: null }
      : { home: router === null ? { zoneId: String(zone) } : { routerId: String(router) } };
  return {
    action: 'customers.settle-home',
    subjectKind: 'customer',
    subjectId: id,
    customerId: id,
    before: place(beforeNasId, null),
    after: place(nasId, zoneId),
  };
}
