import { isReviewRule } from '@gatehouse/domain/review/review-rules';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { removeDevice } from '../devices/remove-device.ts';
import { proposeAgain, tellDevicesApart } from '../devices/same/tell-apart.ts';
import { restoreDevice } from '../devices/restore-device.ts';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { isRefused, type Outcome } from '../outcome.ts';
import { refreshFindingsOf } from './refresh-findings.ts';
import type { DecideReviewInput, ReviewDecided } from './review.schemas.ts';

type Left = ReviewDecided['left'];

type Decided = {
  readonly id: number;
  readonly device_id: number;
  readonly customer_id: number;
  readonly rule: string;
  readonly name: string | null;
  readonly mac: string;
  readonly decision: 'keep' | 'remove';
  readonly newer_id: string | null;
};

/**
 * Keeps devices as they are, or removes them, as findings of the review: all in one transaction. Each is looked at again
 * first: what is in order by now is left and named. A device with several goes once.
 */
export async function decideReview(
  change: Change,
  { decision, findingIds }: DecideReviewInput,
): Promise<Outcome<ReviewDecided>> {
  const { tx, actor } = change;
  const asked = await readAsked(tx, findingIds);
  await refreshFindingsOf(
    tx,
    asked.map(({ customer_id }) => customer_id),
  );
  // Devices in one order: two who decide about the same ones do not wait for each other.
  const { rows } = await sql<Decided>`
    with chosen as (
      select f.*, d.mac, coalesce(d.label, d.type) as name from review_findings f join devices d on d.id = f.device_id
       where f.id = any(${findingIds}::bigint[]) and f.kept_id is null order by d.customer_id, d.id for update of d)
    insert into review_decisions (device_id, rule, customer_id, mac, name, fingerprint, facts, decision, decided_by)
    select device_id, rule, customer_id, mac, name, fingerprint, facts, ${decision}, ${actor.name} from chosen
    returning id, device_id, customer_id, rule, name, upper(mac::text) as mac, decision, facts->>'newerId' as newer_id`.execute(
    tx,
  );
  if (decision === 'keep') await keep(change, rows);
  else await remove(change, rows);
  await refreshFindingsOf(
    tx,
    rows.map(({ customer_id }) => customer_id),
  );
  return {
    decisionIds: rows.map(({ id }) => String(id)),
    devices: new Set(rows.map(({ device_id }) => device_id)).size,
    left: asked
      .filter((one) => !rows.some((row) => row.device_id === one.device_id && row.rule === one.rule))
      .map((one) => ({ deviceId: String(one.device_id), name: one.name, message: IN_ORDER })),
  };
}

const IN_ORDER = 'It changed meanwhile, and is not listed for that any more.';

type Asked = {
  readonly device_id: number;
  readonly customer_id: number;
  readonly rule: string;
  readonly name: string;
};

async function readAsked(tx: Tx, findingIds: readonly number[]): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select f.device_id, d.customer_id, f.rule, coalesce(d.label, d.type, upper(d.mac::text)) as name
      from review_findings f join devices d on d.id = f.device_id
     where f.id = any(${[...findingIds]}::bigint[]) and f.kept_id is null`.execute(tx);
  return rows;
}

async function keep(change: Change, rows: readonly Decided[]): Promise<void> {
  await sql`
    update review_findings f set kept_id = r.id
      from review_decisions r
     where r.id = any(${rows.map(({ id }) => id)}::bigint[]) and f.device_id = r.device_id and f.rule = r.rule
       and f.fingerprint = r.fingerprint`.execute(change.tx);
  for (const row of rows) {
    if (row.newer_id !== null) await tellDevicesApart(change, row.device_id, Number(row.newer_id));
    await audit(change, 'review.keep', row);
  }
}

async function remove(change: Change, rows: readonly Decided[]): Promise<void> {
  for (const row of oneOfEach(rows)) {
    await removeDevice(change, row.device_id);
    await audit(change, 'review.remove', row);
  }
}

/**
 * Takes decisions back: what was kept waits again, what was removed is registered again as it was. Where somebody else has
 * changed things since, it is left and named. What was taken back already is passed over.
 */
export async function undoReview(
  change: Change,
  decisionIds: readonly number[],
): Promise<Outcome<ReviewDecided>> {
  const { tx, actor } = change;
  const { rows } = await sql<Decided>`
    select id, device_id, customer_id, rule, name, upper(mac::text) as mac, decision, facts->>'newerId' as newer_id
      from review_decisions where id = any(${[...decisionIds]}::bigint[]) and undone_at is null
     order by customer_id, device_id, id for update`.execute(tx);
  const left: Left = [];
  for (const row of oneOfEach(rows.filter(({ decision }) => decision === 'remove'))) {
    const restored = await restoreDevice(change, row.device_id, { overLimit: true });
    if (!isRefused(restored)) continue;
    const message = restored.message ?? ERROR_CODES[restored.refused].message;
    left.push({ deviceId: String(row.device_id), name: row.name ?? row.mac, message });
  }
  const undone = rows.filter(({ device_id }) => !left.some(({ deviceId }) => deviceId === String(device_id)));
  await sql`
    update review_decisions set undone_at = trusted_now(), undone_by = ${actor.name}
     where id = any(${undone.map(({ id }) => id)}::bigint[])`.execute(tx);
  await sql`update review_findings set kept_id = null where kept_id = any(${undone.map(({ id }) => id)}::bigint[])`.execute(
    tx,
  );
  for (const row of undone) {
    if (row.decision === 'keep' && row.newer_id !== null)
      await proposeAgain(change, row.device_id, Number(row.newer_id));
    await audit(change, 'review.undo', row);
  }
  await refreshFindingsOf(
    tx,
    rows.map(({ customer_id }) => customer_id),
  );
  return {
    decisionIds: undone.map(({ id }) => String(id)),
    devices: new Set(undone.map(({ device_id }) => device_id)).size,
    left,
  };
}

function oneOfEach(rows: readonly Decided[]): Decided[] {
  return [...new Map(rows.map((row) => [row.device_id, row])).values()];
}

function audit({ audit: write }: Change, action: string, row: Decided): Promise<void> {
  return write({
    action,
    subjectKind: 'device',
    subjectId: row.device_id,
    customerId: row.customer_id,
    before: { reviewed: action === 'review.undo' ? row.decision : null },
    after: {
      reviewed: action === 'review.undo' ? null : row.decision,
      rule: isReviewRule(row.rule) ? row.rule : null,
      mac: row.mac,
    },
  });
}
