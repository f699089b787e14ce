import { sql } from 'kysely';
import type { Change } from '../../db/make-change.ts';
import { type Outcome, refuse } from '../../outcome.ts';
import { findPair } from './same-devices.queries.ts';

/** An operator says that the two are two devices: they are not proposed again. Refused: `not-the-same-device`. */
export async function tellDevicesApart(
  change: Change,
  olderId: number,
  newerId: number,
): Promise<Outcome<{ readonly olderId: number }>> {
  const pair = await findPair(change.tx, olderId, newerId);
  if (pair === null) return refuse('not-the-same-device');
  const { customerId, olderMac, newerMac } = pair;
  await sql`
    insert into devices_told_apart (customer_id, older_mac, newer_mac, told_by)
    values (${customerId}, ${olderMac}, ${newerMac}, ${change.actor.name}) on conflict do nothing`.execute(
    change.tx,
  );
  await note(change, 'devices.tell-apart', olderId, pair);
  return { olderId };
}

/** Undoes `tellDevicesApart`. Refused: `not-the-same-device`. */
export async function proposeAgain(
  change: Change,
  olderId: number,
  newerId: number,
): Promise<Outcome<{ readonly olderId: number }>> {
  const pair = await findPair(change.tx, olderId, newerId);
  if (pair === null) return refuse('not-the-same-device');
  await sql`
    delete from devices_told_apart
     where customer_id = ${pair.customerId} and older_mac = ${pair.olderMac} and newer_mac = ${pair.newerMac}`.execute(
    change.tx,
  );
  await note(change, 'devices.propose-again', olderId, pair);
  return { olderId };
}

function note(
  { audit }: Change,
  action: string,
  subjectId: number,
  { customerId, olderMac, newerMac }: { customerId: number; olderMac: string; newerMac: string },
): Promise<void> {
  const after = { mac: olderMac.toUpperCase(), otherMac: newerMac.toUpperCase() };
  return audit({ action, subjectKind: 'device', subjectId, customerId, after });
}
