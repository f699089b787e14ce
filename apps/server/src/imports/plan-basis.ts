import { createHash } from 'node:crypto';
import type { RowPlan } from './judge-row.ts';

/** A digest of what applying a row would do to what: the same as long as it would do the same. */
export function basisOf({ customer, changes, gives, adds, moves, relabels }: RowPlan): string {
  const columns = Object.keys(changes) as (keyof typeof changes)[];
  const words = [
    customer?.id ?? null,
    columns.map((column) => [
      column,
      column === 'password' ? null : (customer?.[column] ?? null),
      changes[column],
    ]),
    gives && [customer?.running?.packageId ?? null, gives.id],
    adds.map(({ mac }) => mac),
    moves.map(({ mac, from }) => [mac, from.customer_id]),
    relabels.map(({ device, label, type }) => [device.id, device.label, device.type, label, type]),
  ];
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22);
}
