import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';

/** As long as the access log, which tells of the same attempts. */
const KEPT_DAYS = 90;
/** Until then a registration or a block may be undone, and the row is there again. */
const KEPT_HOURS_OF_KNOWN = 1;
/** Whoever has a password can make up as many MACs as they like. */
const KEPT_OF_CUSTOMER_MAX = 200;

/** Forgets those that have not tried for long, were registered or blocked a while ago, or are too many. How many it were. */
export async function trimUnrecognised(db: Db): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from unrecognised_devices u
     where u.last_at < trusted_now() - make_interval(days => ${KEPT_DAYS})
        or exists (select from devices d
                    where d.mac = u.mac and d.customer_id = u.customer_id
                      and u.last_at < trusted_now() - make_interval(hours => ${KEPT_HOURS_OF_KNOWN}))
        or exists (select from blocked_macs b
                    where b.mac = u.mac and b.blocked_at < trusted_now() - make_interval(hours => ${KEPT_HOURS_OF_KNOWN}))
        or u.id in (select id from (
                      select id, row_number() over (partition by customer_id order by last_at desc, id desc) as place
                        from unrecognised_devices) as placed where place > ${KEPT_OF_CUSTOMER_MAX})`.execute(
    db,
  );
  return Number(numAffectedRows);
}
