import { Link } from '@tanstack/react-router';
import type { Nas } from '../../api/types.ts';
import { FactList } from '../../parts/FactList.tsx';
import { useZones } from '../zones/use-zones.ts';
import classes from './Routers.module.css';
import { say } from './texts.ts';

/** Which of a router's hotspots belongs to which zone. */
export function HotspotServers({ nas: { hotspotServers } }: { readonly nas: Pick<Nas, 'hotspotServers'> }) {
  const zones = useZones();
  if (hotspotServers.length === 0) return null;
  const zoneName = (zoneId: string) => zones.find(({ id }) => id === zoneId)?.name;
  return (
    <section className={classes['discards']}>
      <h3>{say('hotspotServers')}</h3>
      <FactList
        facts={hotspotServers.map(({ serverName, zoneId }) => [
          serverName,
          <Link key={serverName} to="/zones" search={{ search: zoneName(zoneId) }}>
            {zoneName(zoneId) ?? '…'}
          </Link>,
        ])}
      />
    </section>
  );
}
