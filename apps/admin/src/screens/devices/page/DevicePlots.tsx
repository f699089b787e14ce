import { SegmentedControl, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TrafficSpan } from '../../../api/types.ts';
import { Plot } from '../../../parts/plot/Plot.tsx';
import { PlotGroup } from '../../../parts/plot/PlotGroup.tsx';
import classes from './DevicePage.module.css';
import { trafficPlots, trafficSpan } from './traffic-plots.ts';
import { useTraffic } from './use-device.ts';

const SPANS: readonly { readonly value: TrafficSpan; readonly label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
];

/** How much went through it, and how long it was online. */
export function DevicePlots({ deviceId }: { readonly deviceId: string }) {
  const [span, setSpan] = useState<TrafficSpan>('day');
  const { data, isError } = useTraffic(deviceId, span);
  const shown = useMemo(() => (data ? trafficSpan(data) : null), [data]);
  const plots = useMemo(() => (data ? trafficPlots(data) : []), [data]);
  return (
    <section className={classes['traffic']} aria-label="Traffic">
      <div className={classes['span']}>
        <h2>Traffic and time online</h2>
        <SegmentedControl
          size="xs"
          aria-label="How far back"
          value={span}
          data={[...SPANS]}
          onChange={(next) => setSpan(next as TrafficSpan)}
        />
      </div>
      {shown === null ? (
        isError ? (
          <p className={classes['quiet']}>The traffic could not be read.</p>
        ) : (
          <Skeleton h={220} />
        )
      ) : (
        <PlotGroup span={shown}>
          <div className={classes['plots']}>
            {plots.map((plotted) => (
              <Plot key={plotted.title} plotted={plotted} />
            ))}
          </div>
        </PlotGroup>
      )}
    </section>
  );
}
