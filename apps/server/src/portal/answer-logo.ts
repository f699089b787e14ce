import type { Db } from '../db/open-database.ts';
import { readStoredLogo } from '../hotspot-zones/portal-look.ts';
import { type PortalContext, readId } from './portal-context.ts';

const YEAR_SECONDS = 365 * 86_400;

/** A zone's logo. Its address names what it is made of, so a phone keeps it for as long as it likes. */
export async function answerLogo(c: PortalContext, db: Db): Promise<Response> {
  const zoneId = readId(c.req.param('zone'));
  const logo = zoneId === null ? null : await readStoredLogo(db, zoneId);
  if (logo === null || logo.hash !== c.req.param('hash')) return c.notFound();
  return c.body(new Uint8Array(logo.octets), 200, {
    'Content-Type': logo.type,
    'Cache-Control': `public, max-age=${YEAR_SECONDS}, immutable`,
  });
}
