import type { Money } from '@gatehouse/domain/money';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { listOpenMethods, takesAmount } from './payment-methods.ts';

/** Of the prices that packages have, those that somebody can be asked for: what is offered is not refused afterwards. */
export async function listPayablePrices({
  db,
  secretBox,
}: {
  readonly db: Db;
  readonly secretBox: SecretBox;
}): Promise<readonly Money[]> {
  const methods = await listOpenMethods(db, secretBox);
  if (methods.length === 0) return [];
  const { rows } = await sql<Money>`
    select distinct price_minor as minor, currency from service_packages
     where kind = 'hotspot' and price_minor > 0 and currency is not null`.execute(db);
  return rows.filter((price) => methods.some((method) => takesAmount(method, price)));
}
