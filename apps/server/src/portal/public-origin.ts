import type { Db } from '../db/open-database.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { PortalContext } from './portal-context.ts';

/** Where phones reach the portal, as its owner says; else, where this one has. */
export async function publicOrigin(db: Db, c: PortalContext): Promise<string> {
  const { portalPublicUrl } = await readSettings(db);
  return portalPublicUrl ?? new URL(c.req.url).origin;
}
