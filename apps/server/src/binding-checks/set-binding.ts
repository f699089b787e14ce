import type { MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { Change } from '../db/make-change.ts';
import type { Outcome } from '../outcome.ts';
import type { BindingSet, SetBindingInput } from './binding-checks.schemas.ts';

/** Sets the MAC binding of many customers in one transaction. Who is not as expected any more is left and named. */
export async function setBinding(
  { tx, announce, audit }: Change,
  { customers }: SetBindingInput,
): Promise<Outcome<BindingSet>> {
  const rows = await tx
    .selectFrom('customers')
    .select(['id', 'name', 'mac_binding'])
    .where(
      'id',
      'in',
      customers.map(({ customerId }) => customerId),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  const wanted = new Map(customers.map((each) => [each.customerId, each]));
  const set: BindingSet = { before: [], left: [] };
  const changed = new Map<MacBindingMode | null, number[]>();
  for (const { id, name, mac_binding: before } of rows) {
    const { macBinding: after = null, expected = before } = wanted.get(id) ?? {};
    if (expected !== before) {
      set.left.push({ customerId: String(id), customerName: name });
      continue;
    }
    if (before === after) continue;
    set.before.push({ customerId: String(id), macBinding: before });
    changed.set(after, [...(changed.get(after) ?? []), id]);
    await audit({
      action: 'customers.change',
      subjectKind: 'customer',
      subjectId: id,
      customerId: id,
      before: { macBinding: before },
      after: { macBinding: after },
    });
  }
  for (const [macBinding, ids] of changed) {
    await tx.updateTable('customers').set({ mac_binding: macBinding }).where('id', 'in', ids).execute();
    announce('customers', ids);
  }
  return set;
}
