import type { Money } from '@gatehouse/domain/money';
import type { Row } from '../db/schema.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { findPaymentProvider } from './providers/index.ts';
import type { PaymentProvider } from './providers/provider.ts';

/** A way to pay, ready to be used. */
export type OpenMethod = {
  readonly row: Row<'payment_methods'>;
  readonly provider: PaymentProvider;
  /** What the provider's own schema made of the settings: hand it back to the provider. */
  readonly settings: unknown;
};

/** One that was removed is opened all the same: what was begun by it goes on. `null`: there is none, or its provider is gone. */
export async function openMethod(db: Db | Tx, secretBox: SecretBox, id: number): Promise<OpenMethod | null> {
  const row = await db.selectFrom('payment_methods').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : openRow(secretBox, row);
}

/** The one that callbacks to this address are for. */
export async function openMethodByToken(
  db: Db,
  secretBox: SecretBox,
  callbackToken: string,
): Promise<OpenMethod | null> {
  const row = await db
    .selectFrom('payment_methods')
    .selectAll()
    .where('callback_token', '=', callbackToken)
    .executeTakeFirst();
  return row === undefined ? null : openRow(secretBox, row);
}

/** Those that visitors may use, in the order that the owner gave them. */
export async function listOpenMethods(db: Db, secretBox: SecretBox): Promise<readonly OpenMethod[]> {
  const rows = await db
    .selectFrom('payment_methods')
    .selectAll()
    .where('enabled', '=', true)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => openRow(secretBox, row) ?? []);
}

export function openRow(secretBox: SecretBox, row: Row<'payment_methods'>): OpenMethod | null {
  const provider = findPaymentProvider(row.provider);
  if (provider === null) return null;
  const settings = provider.settings.safeParse(openSettings(secretBox, row));
  return settings.success ? { row, provider, settings: settings.data } : null;
}

/** Whether it can be asked for so much, of this money. */
export function takesAmount({ row, provider, settings }: OpenMethod, amount: Money): boolean {
  if (row.currencies.length > 0 && !row.currencies.includes(amount.currency)) return false;
  return provider.way.kind !== 'hosted' || provider.way.takesAmount(settings, amount);
}

/** As the form held them. */
export function openSettings(
  secretBox: SecretBox,
  { settings_cipher }: Pick<Row<'payment_methods'>, 'settings_cipher'>,
): Readonly<Record<string, string>> {
  return JSON.parse(secretBox.open(settings_cipher, 'payment-method')) as Record<string, string>;
}

export function sealSettings(secretBox: SecretBox, settings: Readonly<Record<string, string>>): Buffer {
  return secretBox.seal(JSON.stringify(settings), 'payment-method');
}
