import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { findHotspotZone } from './hotspot-zones.queries.ts';
import type { HotspotZone } from './hotspot-zones.schemas.ts';
import type { Logo } from './read-logo.ts';

const NO_SUCH = refuse('not-found', { message: 'There is no such zone.' });

/** Puts another logo in the place of the zone's, or none. Refused: `not-found`. */
export async function changeLogo(
  { tx, audit }: Change,
  zoneId: number,
  logo: Logo | null,
): Promise<Outcome<HotspotZone>> {
  const before = await findHotspotZone(tx, zoneId);
  if (before === null) return NO_SUCH;
  if (logo?.hash === before.logo?.hash) return before;
  await tx.deleteFrom('portal_logos').where('zone_id', '=', zoneId).execute();
  if (logo !== null)
    await tx
      .insertInto('portal_logos')
      .values({ zone_id: zoneId, ...logo })
      .execute();
  const after = (await findHotspotZone(tx, zoneId)) ?? before;
  await audit({
    action: 'hotspot-zones.change-logo',
    subjectKind: 'hotspot-zone',
    subjectId: zoneId,
    before: { logo: before.logo },
    after: { logo: after.logo },
  });
  return after;
}
