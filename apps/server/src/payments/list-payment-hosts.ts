import type { Db, Tx } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { openMethod } from './payment-methods.ts';

/** Where phones go to pay before they are online, by all ways to pay that are offered: `pay.example`, `*.pay.example`. */
export async function listPaymentHosts(db: Db | Tx, secretBox: SecretBox): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('payment_methods')
    .select('id')
    .where('enabled', '=', true)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  const hosts: string[] = [];
  for (const { id } of rows) {
    const method = await openMethod(db, secretBox, id);
    if (method?.provider.way.kind === 'hosted')
      hosts.push(...method.provider.way.hosts(method.settings).map((host) => host.toLowerCase()));
  }
  return [...new Set(hosts)];
}
