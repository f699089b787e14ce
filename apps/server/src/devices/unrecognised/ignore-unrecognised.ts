import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import type { Outcome } from '../../outcome.ts';
import type { IgnoreInput } from './unrecognised.schemas.ts';

/**
 * Says of unrecognised devices that they are of no concern, or takes it back. It changes nothing about who gets in. Those
 * that are so already, or are gone, are passed over.
 */
export async function ignoreUnrecognised(
  { tx, actor, audit }: Change,
  { ids, ignored }: IgnoreInput,
): Promise<Outcome<{ readonly count: number }>> {
  const { rows } = await sql<{ id: number; customer_id: number; mac: string; count: number }>`
    update unrecognised_devices
       set ignored_at = ${ignored ? sql`trusted_now()` : null}, ignored_by = ${ignored ? actor.name : null},
           ignored_count = ${ignored ? sql`refused_count + observed_count` : null}
     where id in (select id from unrecognised_devices
                   where id = any(${ids}::bigint[]) and (ignored_at is null) = ${ignored} order by id for update)
    returning id, customer_id, mac, count`.execute(tx);
  for (const { id, customer_id, mac, count } of rows) {
    await audit({
      action: ignored ? 'unrecognised-devices.ignore' : 'unrecognised-devices.stop-ignoring',
      subjectKind: 'unrecognised-device',
      subjectId: id,
      customerId: customer_id,
      before: { ignored: !ignored },
      after: { ignored, mac: formatted(mac), count },
    });
  }
  return { count: rows.length };
}

function formatted(text: string): string {
  const mac = parseMacAddress(text);
  return mac === null ? text : formatMacAddress(mac);
}
