import { sql } from 'kysely';
import { countUpTo } from '../../db/count-up-to.ts';
import type { Db } from '../../db/open-database.ts';
import { isStillUnrecognised } from './unrecognised.queries.ts';

/** How many devices wait for somebody to say whose they are; `null`: more than is worth counting. */
export async function countUnrecognised(db: Db): Promise<number | null> {
  return countUpTo(
    db,
    sql`unrecognised_devices u left join devices d on d.mac = u.mac
        where u.ignored_at is null and ${isStillUnrecognised}`,
  );
}
