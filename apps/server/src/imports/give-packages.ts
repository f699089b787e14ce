import { sql } from 'kysely';
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

async function giveToNew(
  { tx }: Change,
  rows: readonly RowToWrite[],
  idOf: (row: RowToWrite) => number,
): Promise<Map<number, Given>> {
  if (rows.length === 0) return new Map();
  const stored = await tx
    .insertInto('subscriptions')
    .values(
      rows.map((row) => {
        const { id = 0, validity_seconds = null, valid_from = 'purchase' } = row.plan.gives ?? {};
        return {
          customer_id: idOf(row),
          service_package_id: id,
          ends_at:
            validity_seconds === null || valid_from === 'first-use'
              ? null
              : sql<Date>`trusted_now() + ${validity_seconds} * interval '1 second'`,
          waiting_seconds: valid_from === 'first-use' ? validity_seconds : null,
        };
      }),
    )
    .returning(['id', 'customer_id', 'ends_at'])
    .execute();
  const ofCustomer = new Map(stored.map((row) => [row.customer_id, row]));
  return new Map(
    rows.map((row) => {
      const { id = 0, ends_at = null } = ofCustomer.get(idOf(row)) ?? {};
      return [row.line, { id, endsAt: ends_at?.toISOString() ?? null, ended: [] }];
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
