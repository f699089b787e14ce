import { SegmentedControl, Select, Skeleton } from '@mantine/core';
import { IconWifi } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { HotspotOverview, HotspotZone, OverviewSpan } from '../../api/types.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { Plot } from '../../parts/plot/Plot.tsx';
import { PlotGroup } from '../../parts/plot/PlotGroup.tsx';
import { useZonesRead } from '../zones/use-zones.ts';
import classes from './Hotspot.module.css';
import { HotspotNumbers } from './HotspotNumbers.tsx';
import { overviewPlots, overviewSpan } from './hotspot-plots.ts';
import { PackagesNow } from './PackagesNow.tsx';
import { type Asked, SPANS, useAsked, useOverview } from './use-overview.ts';
import { WaitingNow } from './WaitingNow.tsx';
import { ZonesNow } from './ZonesNow.tsx';

/** How the hotspots are doing: who signed up today, who is online, which packages are in use. */
export function HotspotScreen() {
  const zones = useZonesRead();
  if (zones?.length === 0) return <NoHotspot />;
  return <Overview zones={zones ?? []} />;
}

function NoHotspot() {
  return (
    <EmptyState
      icon={IconWifi}
      title="No hotspot yet"
      heading
      action={<LinkButton to="/zones">Go to Zones</LinkButton>}
    >
      Add a zone, the access points that share one Wi-Fi name, and a router to it. Then its sign-ups, who is
      online and the packages in use are shown here.
    </EmptyState>
  );
}

function Overview({ zones }: { readonly zones: readonly HotspotZone[] }) {
  const [asked, ask] = useAsked();
  const { data, error, refetch } = useOverview(asked);
  if (error && !data)
    return <NotRead title="The hotspots could not be read" error={error} onRetry={() => void refetch()} />;
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <h1>Hotspot</h1>
        <Filters asked={asked} ask={ask} zones={zones} />
      </header>
      {data ? <Shown overview={data} asked={asked} /> : <Skeleton h={520} />}
    </div>
  );
}

type FiltersProps = {
  readonly asked: Asked;
  readonly ask: (changes: Partial<Asked>) => void;
  readonly zones: readonly HotspotZone[];
};

function Filters({ asked, ask, zones }: FiltersProps) {
  return (
    <div className={classes['filters']}>
      {(zones.length > 1 || asked.zoneId !== undefined) && (
        <Select
          size="xs"
          aria-label="Zone"
          placeholder="All zones"
          clearable
          searchable
          nothingFoundMessage="There is no such zone"
          data={zones.map(({ id, name }) => ({ value: id, label: name }))}
          value={asked.zoneId ?? null}
          onChange={(zoneId) => ask({ zoneId: zoneId ?? undefined })}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label="How far back"
        value={asked.span}
        data={[...SPANS]}
        onChange={(span) => ask({ span: span as OverviewSpan })}
      />
    </div>
  );
}

function Shown({ overview, asked }: { readonly overview: HotspotOverview; readonly asked: Asked }) {
  const span = useMemo(() => overviewSpan(overview), [overview]);
  const plots = useMemo(() => overviewPlots(overview, asked.span), [overview, asked.span]);
  return (
    <>
      <HotspotNumbers overview={overview} zoneId={asked.zoneId} />
      <PlotGroup span={span}>
        <div className={classes['plots']}>
          {plots.map((plotted) => (
            <Plot key={plotted.title} plotted={plotted} />
          ))}
        </div>
      </PlotGroup>
      <div className={classes['tables']}>
        <PackagesNow overview={overview} zoneId={asked.zoneId} />
        {asked.zoneId === undefined ? <ZonesNow overview={overview} /> : <WaitingNow zoneId={asked.zoneId} />}
      </div>
    </>
  );
}
