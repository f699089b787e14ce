import { Link } from '@tanstack/react-router';
import type { HotspotZone } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { say, show } from './texts.ts';
import { useToldSsids } from './use-zone.ts';
import classes from './ZoneScreen.module.css';

/** Routers that tell another Wi-Fi name than the zone's; nothing where all agree, or none tells any. */
export function SsidMismatch({ zone }: { readonly zone: HotspotZone }) {
  const strange = useToldSsids(zone.id).filter(({ isOfZone }) => !isOfZone);
  if (strange.length === 0) return null;
  return (
    <div className={classes['notice']} role="status">
      <b>{say('someOtherWifi')}</b>
      <ul>
        {strange.map(({ ssid, nas, lastAt }) => (
          <li key={`${nas.id} ${ssid}`}>
            {show('tellsWifi', {
              router: (
                <Link to="/routers/$routerId" params={{ routerId: nas.id }}>
                  {nas.name}
                </Link>
              ),
              ssid: <bdi>{ssid}</bdi>,
              when: <RelativeTime at={lastAt} />,
            })}
          </li>
        ))}
      </ul>
      <p>{show('otherWifiEffect', { ssid: <bdi>{zone.ssid}</bdi> })}</p>
    </div>
  );
}
