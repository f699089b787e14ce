import type { Money } from '@gatehouse/domain/money';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { listOpenMethods, takesAmount } from './payment-methods.ts';
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
  const methods = await listOpenMethods(db, secretBox);
  return methods
    .filter((method) => takesAmount(method, price))
    .map(({ row: { id, name, provider }, provider: { way } }) => ({ id, name, provider, kind: way.kind }));
}
