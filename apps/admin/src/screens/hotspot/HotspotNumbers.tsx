import type { HotspotOverview } from '../../api/types.ts';
import { NumberTile, type NumberTileProps, NumberTiles } from '../../parts/NumberTiles.tsx';
import { sayWaiting } from '../zones/say-waiting.ts';
import { customersHolding, customersSignedUp, sessionsOnline } from './overview-links.ts';
import { say } from './texts.ts';

type Props = { readonly overview: HotspotOverview; readonly zoneId: string | undefined };

/** How it is now. */
export function HotspotNumbers({ overview: { now, dayStart }, zoneId }: Props) {
  return (
    <NumberTiles>
      <NumberTile
        to="/customers"
        search={customersSignedUp(dayStart, zoneId)}
        label={say('signedUpToday')}
        value={now.signUpsToday}
      />
      <NumberTile
        to="/sessions"
        search={sessionsOnline(zoneId)}
        label={say('onlineNow')}
        value={now.online}
      />
      <NumberTile
        to="/customers"
        search={customersHolding('any', zoneId)}
        label={say('packagesInUse')}
        value={now.packagesInUse}
      />
      <NumberTile
        {...whereTheyWait(zoneId)}
        label={say('unknownWaiting')}
        value={now.waiting}
        {...(zoneId !== undefined && { say: sayWaiting })}
      />
    </NumberTiles>
  );
}

/** To the list of those that wait, in the zone or in all. */
function whereTheyWait(zoneId: string | undefined): Pick<NumberTileProps, 'to' | 'params'> {
  return zoneId === undefined
    ? { to: '/zones/waiting' }
    : { to: '/zones/$zoneId/waiting', params: { zoneId } };
}
