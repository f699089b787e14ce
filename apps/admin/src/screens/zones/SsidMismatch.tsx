import { Link } from '@tanstack/react-router';
import type { HotspotZone } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { useToldSsids } from './use-zone.ts';
import classes from './ZoneScreen.module.css';

/** Routers that tell another Wi-Fi name than the zone's; nothing where all agree, or none tells any. */
export function SsidMismatch({ zone }: { readonly zone: HotspotZone }) {
  const strange = useToldSsids(zone.id).filter(({ isOfZone }) => !isOfZone);
  if (strange.length === 0) return null;
  return (
    <div className={classes['notice']} role="status">
      <b>Some access points have another Wi-Fi name.</b>
      <ul>
        {strange.map(({ ssid, nas, lastAt }) => (
          <li key={`${nas.id} ${ssid}`}>
            <Link to="/routers/$routerId" params={{ routerId: nas.id }}>
              {nas.name}
            </Link>{' '}
            tells “<bdi>{ssid}</bdi>”, last <RelativeTime at={lastAt} />.
          </li>
        ))}
      </ul>
      <p>
        Phones show another private address to each name, so they have to log in again. Give the access points
        the name “<bdi>{zone.ssid}</bdi>”, or correct it here.
      </p>
    </div>
  );
}
