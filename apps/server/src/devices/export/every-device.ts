import { type RawBuilder, sql } from 'kysely';
import type { ListRequest } from '../../db/keyset.ts';
import type { Db } from '../../db/open-database.ts';
import { type DeviceRow, presentDevice } from '../device-row.ts';
import { devicesInOrder } from '../devices.queries.ts';
import type { Device, DeviceFilters, DeviceSort } from '../devices.schemas.ts';
import type { Place } from './places.ts';

const ROWS_PER_PAGE = 2000;
/** Whoever takes nothing for so long has gone; the database must not keep a moment for longer than all of it. */
const IDLE_SECONDS_MAX = 60;
const SECONDS_MAX = 1800;

/**
 * All devices of a list as they are at one moment, page by page, in its order: no more than a page is in memory. The place
 * is given back however it ends.
 * @param only which of them
 */
export async function* everyDevice(
  db: Db,
  list: ListRequest<DeviceSort>,
  filters: DeviceFilters,
  place: Place,
  only: RawBuilder<boolean> = sql<boolean>`true`,
): AsyncGenerator<Device[], void, undefined> {
  place.begin();
  try {
    const until = performance.now() + SECONDS_MAX * 1000;
    const tx = await db
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    try {
      await sql`set local idle_in_transaction_session_timeout = ${sql.lit(IDLE_SECONDS_MAX * 1000)}`.execute(
        tx,
      );
      await sql`declare exported no scroll cursor for ${devicesInOrder(tx, list, filters).where(only)}`.execute(
        tx,
      );
      for (;;) {
        const { rows } = await sql<DeviceRow>`fetch ${sql.lit(ROWS_PER_PAGE)} from exported`.execute(tx);
        if (rows.length === 0) return;
        yield rows.map(presentDevice);
        if (performance.now() > until) throw new Error('It took too long.');
      }
    } finally {
      await tx.rollback().execute();
    }
  } finally {
    place.end();
  }
}
