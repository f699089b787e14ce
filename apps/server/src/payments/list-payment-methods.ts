import type { Money } from '@gatehouse/domain/money';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { openRow, takesAmount } from './payment-methods.ts';
import type { PaymentProvider } from './providers/provider.ts';

/** A way to pay, as visitors choose it. */
export type OfferedMethod = {
  readonly id: number;
  readonly name: string;
  readonly provider: string;
  readonly kind: PaymentProvider['way']['kind'];
};

/** Those by which a price can be paid, in the order that the owner gave them. */
export async function listPaymentMethods(
  { db, secretBox }: { readonly db: Db; readonly secretBox: SecretBox },
  price: Money,
): Promise<readonly OfferedMethod[]> {
  const rows = await db
    .selectFrom('payment_methods')
    .selectAll()
    .where('enabled', '=', true)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const method = openRow(secretBox, row);
    if (method === null || !takesAmount(method, price)) return [];
    const { id, name, provider } = row;
    return [{ id, name, provider, kind: method.provider.way.kind }];
  });
}
