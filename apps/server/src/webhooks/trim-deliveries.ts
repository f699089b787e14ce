import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

const DAYS = 30;
/** Of one webhook so many that wait for nothing are kept, the newest. */
const KEPT_MAX = 50_000;
const ONE_GO = 10_000;

/** What nobody looks up any more. How many. */
export async function trimDeliveries(db: Db, keptMax = KEPT_MAX): Promise<number> {
  let trimmed = await inParts(() =>
    sql`delete from webhook_deliveries where id in (
          select id from webhook_deliveries where occurred_at < trusted_now() - make_interval(days => ${DAYS})
           limit ${ONE_GO})`.execute(db),
  );
  for (const { id } of await db.selectFrom('webhooks').select('id').execute()) {
    trimmed += await inParts(() =>
      sql`delete from webhook_deliveries where id in (
            select id from webhook_deliveries where webhook_id = ${id} and state <> 'waiting'
             order by occurred_at desc, id desc offset ${keptMax} limit ${ONE_GO})`.execute(db),
    );
  }
  return trimmed;
}

async function inParts(deleteSome: () => Promise<{ readonly numAffectedRows?: bigint }>): Promise<number> {
  for (let trimmed = 0; ; ) {
    const deleted = Number((await deleteSome()).numAffectedRows ?? 0n);
    trimmed += deleted;
    if (deleted < ONE_GO) return trimmed;
  }
}
