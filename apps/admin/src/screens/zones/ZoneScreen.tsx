import { Skeleton } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { ApiError, isSignedOut } from '../../api/call-api.ts';
import type { HotspotZone } from '../../api/types.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { HeadFact, PageHead } from '../../parts/PageHead.tsx';
import tabs from '../../parts/Tabs.module.css';
import { SsidMismatch } from './SsidMismatch.tsx';
import { sayWaiting } from './say-waiting.ts';
import { say, show } from './texts.ts';
import { useZone } from './use-zone.ts';
import classes from './ZoneScreen.module.css';

const TABS = [
  { to: '/zones/$zoneId', label: say('access') },
  { to: '/zones/$zoneId/portal', label: say('portal') },
  { to: '/zones/$zoneId/waiting', label: say('waitingHere'), waiting: true },
  { to: '/zones/$zoneId/history', label: say('history') },
] satisfies readonly { to: string; label: string; waiting?: true }[];

/** One zone: who gets online there and how, and what its visitors see. */
export function ZoneScreen() {
  const { data: zone, error, refetch } = useZone();
  if (error instanceof ApiError && error.status === 404) return <NoSuch what={say('noun')} />;
  if (!zone && error !== null && !isSignedOut(error)) {
    return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  }
  if (!zone) return <Skeleton className={classes['page'] ?? ''} h={360} />;
  return (
    <article className={classes['page']} aria-label={zone.name}>
      <PageHead
        path={<Link to="/zones">{say('zones')}</Link>}
        title={zone.name}
        facts={
          <>
            <HeadFact>{show('zoneWifi', { ssid: <bdi>{zone.ssid}</bdi> })}</HeadFact>
            <HeadFact>
              <Routers zone={zone} />
            </HeadFact>
          </>
        }
      />
      <SsidMismatch zone={zone} />
      <nav className={tabs['tabs']} aria-label={say('about', { name: zone.name })}>
        {TABS.map(({ to, label, waiting }) => (
          <Link
            key={to}
            to={to}
            params={{ zoneId: zone.id }}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          >
            {label}
            {waiting && <span>{sayWaiting(zone.waitingCount)}</span>}
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
        {say('countRouters', { count: nasCount })}
      </Link>
    );
  return show('noRouterYet', { link: (words) => <Link to="/routers">{words}</Link> });
}
