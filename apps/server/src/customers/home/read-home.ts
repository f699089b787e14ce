import type { Db } from '../../db/open-database.ts';
import { currentReach } from '../../db/reach/reach.ts';
import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import { type Outcome, type Refused, refuse } from '../../outcome.ts';
import type { HomeInput } from './home.schemas.ts';

type HomeColumns = {
  readonly home_zone_id: number | null;
  readonly home_nas_id: number | null;
  readonly home_by_hand: boolean;
};

const WHERE_THEY_LOG_IN: HomeColumns = { home_zone_id: null, home_nas_id: null, home_by_hand: false };

/**
 * The home that was chosen, as it is stored. Refused: a zone or router that there is not, or not within reach; and none, of
 * whoever would lose sight of the customer by that: `home-needed`.
 */
export async function readHome(db: Db, home: HomeInput): Promise<Outcome<HomeColumns>> {
  if (home === null) return currentReach() === null ? WHERE_THEY_LOG_IN : homeNeeded();
  const [table, id] =
    'zoneId' in home ? (['hotspot_zones', home.zoneId] as const) : (['nas', home.routerId] as const);
  const found = await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
  if (found === undefined) {
    const message = 'There is no such zone or router. Choose another one.';
    return refuse('not-found', { message, fields: { home: { code: 'not-found', message } } });
  }
  return 'zoneId' in home
    ? { home_zone_id: id, home_nas_id: null, home_by_hand: true }
    : { home_zone_id: null, home_nas_id: id, home_by_hand: true };
}

/** Of a new customer nobody said where: known by where they log in; with limits, the only place there is. */
export function homeOfNew(kind: CustomerKind): HomeInput | Refused {
  const reach = currentReach();
  if (reach === null) return null;
  const zones = reach.zoneIds.map((zoneId) => ({ zoneId }));
  const routers = reach.nasIds.map((routerId) => ({ routerId }));
  const [only, ...others] = kind === 'hotspot' || routers.length === 0 ? zones : routers;
  return only === undefined || others.length > 0 ? homeNeeded() : only;
}

function homeNeeded(): Refused {
  const message = 'Choose the zone or router, of those you look after, where this customer is at home.';
  return refuse('home-needed', { message, fields: { home: { code: 'needed', message } } });
}
