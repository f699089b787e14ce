import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** Names. */
export type WebhookTroubles = {
  /** By Gatehouse, because nothing was taken there. */
  readonly switchedOff: readonly string[];
  /** For more than an hour. */
  readonly failing: readonly string[];
};

export async function findWebhookTroubles(db: Db): Promise<WebhookTroubles> {
  const rows = await db
    .selectFrom('webhooks')
    .select(['name', 'enabled'])
    .where(
      sql<boolean>`not enabled and disabled_why is not null
                   or enabled and failing_since < trusted_now() - interval '1 hour'`,
    )
    .orderBy('name')
    .execute();
  const names = (enabled: boolean) => rows.filter((row) => row.enabled === enabled).map(({ name }) => name);
  return { switchedOff: names(false), failing: names(true) };
}
