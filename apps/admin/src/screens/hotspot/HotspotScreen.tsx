import { IconWifi } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { HotspotOverview } from '../../api/types.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import {
  OverviewPage,
  OverviewPlots,
  OverviewTables,
  SpanControl,
} from '../../parts/overview/OverviewPage.tsx';
import { useZonesRead } from '../zones/use-zones.ts';
import { ZoneFilter } from '../zones/ZoneFilter.tsx';
import { HotspotNumbers } from './HotspotNumbers.tsx';
import { overviewPlots, overviewSpan } from './hotspot-plots.ts';
import { PackagesNow } from './PackagesNow.tsx';
import { say } from './texts.ts';
import { type Asked, SPANS, useAsked, useOverview } from './use-overview.ts';
import { WaitingNow } from './WaitingNow.tsx';
import { ZonesNow } from './ZonesNow.tsx';

/** How the hotspots are doing: who signed up today, who is online, which packages are in use. */
export function HotspotScreen() {
  return useZonesRead()?.length === 0 ? <NoHotspot /> : <Overview />;
}

function NoHotspot() {
  return (
    <EmptyState
      icon={IconWifi}
      title={say('noneYet')}
      heading
      action={<LinkButton to="/zones">{say('goToZones')}</LinkButton>}
    >
      {say('noneYetWhy')}
    </EmptyState>
  );
}

function Overview() {
  const [asked, ask] = useAsked();
  const { data, error, refetch } = useOverview(asked);
  if (error && !data) return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  const filters = (
    <>
      <ZoneFilter zoneId={asked.zoneId} onChange={(zoneId) => ask({ zoneId })} />
      <SpanControl value={asked.span} spans={SPANS} onChange={(span) => ask({ span })} />
    </>
  );
  return (
    <OverviewPage title={say('hotspot')} filters={filters} ready={data !== undefined}>
      {data && <Shown overview={data} asked={asked} />}
    </OverviewPage>
  );
}

function Shown({ overview, asked }: { readonly overview: HotspotOverview; readonly asked: Asked }) {
  const span = useMemo(() => overviewSpan(overview), [overview]);
  const plots = useMemo(() => overviewPlots(overview, asked.span), [overview, asked.span]);
  return (
    <>
      <HotspotNumbers overview={overview} zoneId={asked.zoneId} />
      <OverviewPlots span={span} plots={plots} />
      <OverviewTables>
        <PackagesNow overview={overview} zoneId={asked.zoneId} />
        {asked.zoneId === undefined ? <ZonesNow overview={overview} /> : <WaitingNow zoneId={asked.zoneId} />}
      </OverviewTables>
    </>
  );
}
