import { Skeleton } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { sayWaiting } from '@gatehouse/domain/hotspot-zones/waiting-told';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { ApiError, isSignedOut } from '../../api/call-api.ts';
import type { HotspotZone } from '../../api/types.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { HeadFact, PageHead } from '../../parts/PageHead.tsx';
import tabs from '../../parts/Tabs.module.css';
import { SsidMismatch } from './SsidMismatch.tsx';
import { useZone } from './use-zone.ts';
import classes from './ZoneScreen.module.css';

const TABS = [
  { to: '/zones/$zoneId', label: 'Access' },
  { to: '/zones/$zoneId/portal', label: 'Portal' },
  { to: '/zones/$zoneId/waiting', label: 'Waiting here now' },
  { to: '/zones/$zoneId/history', label: 'History' },
] as const;

/** One zone: who gets online there and how, and what its visitors see. */
export function ZoneScreen() {
  const { data: zone, error, refetch } = useZone();
  if (error instanceof ApiError && error.status === 404) return <NoSuch what="zone" />;
  if (!zone && error !== null && !isSignedOut(error)) {
    return <NotRead title="This zone could not be read" error={error} onRetry={() => void refetch()} />;
  }
  if (!zone) return <Skeleton className={classes['page'] ?? ''} h={360} />;
  return (
    <article className={classes['page']} aria-label={zone.name}>
      <PageHead
        path={<Link to="/zones">Zones</Link>}
        title={zone.name}
        facts={
          <>
            <HeadFact>Wi-Fi name {zone.ssid}</HeadFact>
            <HeadFact>
              <Routers zone={zone} />
            </HeadFact>
          </>
        }
      />
      <SsidMismatch zone={zone} />
      <nav className={tabs['tabs']} aria-label={`About ${zone.name}`}>
        {TABS.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            params={{ zoneId: zone.id }}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          >
            {label}
            {label === 'Waiting here now' && <span>{sayWaiting(zone.waitingCount)}</span>}
          </Link>
        ))}
      </nav>
      <Outlet />
    </article>
  );
}

function Routers({ zone: { id, nasCount } }: { readonly zone: HotspotZone }) {
  if (nasCount > 0)
    return (
      <Link to="/routers" search={{ zoneId: id }}>
        {formatCount(nasCount, 'router')}
      </Link>
    );
  return (
    <>
      no router yet: <Link to="/routers">choose this zone at a router</Link>
    </>
  );
}
