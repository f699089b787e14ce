import { sql } from 'kysely';
import { plainArray } from '../db/array-literal.ts';
import type { Change } from '../db/make-change.ts';
import { isRefused } from '../outcome.ts';
import { addSubscription } from '../subscriptions/add-subscription.ts';
import type { UndoRecord } from './undo-record.ts';
import { Outrun, type RowToWrite } from './write-rows.ts';

type Given = UndoRecord['subscription'];

/** New customers get their packages in one statement; of others what runs has to end, one by one. By line what was done. */
export async function givePackages(
  change: Change,
  rows: readonly RowToWrite[],
  idOf: (row: RowToWrite) => number,
): Promise<Map<number, Given>> {
  const giving = rows.filter(({ plan }) => plan.gives !== null);
  const given = await giveToNew(
    change,
    giving.filter(({ plan }) => plan.customer === null),
    idOf,
  );
  for (const row of giving) {
    if (row.plan.customer !== null) given.set(row.line, await giveToKnown(change, row));
  }
  return given;
}

type Stored = {
  readonly id: number;
  readonly customer_id: number;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
};

async function giveToNew(
  { tx }: Change,
  rows: readonly RowToWrite[],
  idOf: (row: RowToWrite) => number,
): Promise<Map<number, Given>> {
  if (rows.length === 0) return new Map();
  const sold = rows.map((row) => {
    const { id = 0, validity_seconds: seconds = null, valid_from: from = 'purchase' } = row.plan.gives ?? {};
    return { customerId: idOf(row), packageId: id, seconds, waits: from === 'first-use' };
  });
  const { rows: stored } = await sql<Stored>`
    insert into subscriptions (customer_id, service_package_id, ends_at, waiting_seconds)
    select v.customer_id, v.package_id, trusted_now() + v.running * interval '1 second', v.waiting
      from unnest(${plainArray(sold.map(({ customerId }) => customerId))}::bigint[],
                  ${plainArray(sold.map(({ packageId }) => packageId))}::bigint[],
                  ${plainArray(sold.map(({ seconds, waits }) => (waits ? null : seconds)))}::bigint[],
                  ${plainArray(sold.map(({ seconds, waits }) => (waits ? seconds : null)))}::bigint[])
           as v (customer_id, package_id, running, waiting)
    returning id, customer_id, starts_at, ends_at`.execute(tx);
  const ofCustomer = new Map(stored.map((row) => [row.customer_id, row]));
  return new Map(
    rows.map((row) => {
      const { id = 0, starts_at, ends_at = null } = ofCustomer.get(idOf(row)) ?? {};
      const startsAt = starts_at?.toISOString();
      return [
        row.line,
        { id, ...(startsAt && { startsAt }), endsAt: ends_at?.toISOString() ?? null, ended: [] },
      ];
    }),
  );
}

async function giveToKnown(change: Change, { plan }: RowToWrite): Promise<Given> {
  const { customer, gives } = plan;
  if (customer === null || gives === null) return null;
  const before = await endsOf(change, customer.id);
  const added = await addSubscription(change, customer.id, { servicePackageId: gives.id });
  if (isRefused(added)) throw new Outrun();
  const after = await endsOf(change, customer.id);
  const ended = [...before].filter(([id, { endsAt }]) => after.get(id)?.endsAt !== endsAt);
  return {
    id: added.id,
    endsAt: after.get(added.id)?.endsAt ?? null,
    ended: ended.map(([id, was]) => ({ id, ...was })),
  };
}

type Ends = Map<number, { readonly endsAt: string | null; readonly waitingSeconds: number | null }>;

async function endsOf({ tx }: Change, customerId: number): Promise<Ends> {
  const rows = await tx
    .selectFrom('subscriptions')
    .select(['id', 'ends_at', 'waiting_seconds'])
    .where('customer_id', '=', customerId)
    .execute();
  return new Map(
    rows.map(({ id, ends_at, waiting_seconds }) => [
      id,
      { endsAt: ends_at?.toISOString() ?? null, waitingSeconds: waiting_seconds },
    ]),
  );
}
