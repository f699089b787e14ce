import { SegmentedControl, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TrafficSpan } from '../../../api/types.ts';
import { Plot } from '../../../parts/plot/Plot.tsx';
import { PlotGroup } from '../../../parts/plot/PlotGroup.tsx';
import classes from './DevicePage.module.css';
import { say } from './texts.ts';
import { trafficPlots, trafficSpan } from './traffic-plots.ts';
import { useTraffic } from './use-device.ts';

const SPANS: readonly { readonly value: TrafficSpan; readonly label: string }[] = [
  { value: 'day', label: say('day') },
  { value: 'week', label: say('week') },
  { value: 'month', label: say('month') },
];

/** How much went through it, and how long it was online. */
export function DevicePlots({ deviceId }: { readonly deviceId: string }) {
  const [span, setSpan] = useState<TrafficSpan>('day');
  const { data, isError } = useTraffic(deviceId, span);
  const shown = useMemo(() => (data ? trafficSpan(data) : null), [data]);
  const plots = useMemo(() => (data ? trafficPlots(data) : []), [data]);
  return (
    <section className={classes['traffic']} aria-label={say('traffic')}>
      <div className={classes['span']}>
        <h2>{say('trafficAndTime')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={say('howFarBack')}
          value={span}
          data={[...SPANS]}
          onChange={(next) => setSpan(next as TrafficSpan)}
        />
      </div>
      {shown === null ? (
        isError ? (
          <p className={classes['quiet']}>{say('trafficNotRead')}</p>
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
