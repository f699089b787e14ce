import type { Db } from '../db/open-database.ts';
import { findPaymentProvider } from './providers/index.ts';
import type { PaymentProvider } from './providers/provider.ts';

/** A way to pay, as visitors choose it. */
export type OfferedMethod = {
  readonly id: number;
  readonly name: string;
  readonly provider: string;
  readonly kind: PaymentProvider['way']['kind'];
};

/** Those that are offered in a currency, in the order that the owner gave them. */
export async function listPaymentMethods(
  db: Db,
  { currency }: { readonly currency: string },
): Promise<readonly OfferedMethod[]> {
  const rows = await db
    .selectFrom('payment_methods')
    .select(['id', 'name', 'provider', 'currencies'])
    .where('enabled', '=', true)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows
    .filter(({ currencies }) => takesCurrency(currencies, currency))
    .flatMap(({ id, name, provider }) => {
      const kind = findPaymentProvider(provider)?.way.kind;
      return kind === undefined ? [] : [{ id, name, provider, kind }];
    });
}

/** One that names none takes any. */
export function takesCurrency(currencies: readonly string[], currency: string): boolean {
  return currencies.length === 0 || currencies.includes(currency);
}
