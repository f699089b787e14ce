import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Home } from '../../api/types.ts';
import { Plot } from '../../parts/plot/Plot.tsx';
import { PlotGroup } from '../../parts/plot/PlotGroup.tsx';
import classes from './Home.module.css';
import { acceptedPlot, onlinePlot, refusedPlot, spanOf } from './home-plots.ts';
import { say } from './texts.ts';

const SPANS = [
  { value: 'hour', label: say('lastHour') },
  { value: 'day', label: say('lastDay') },
] as const;
type Span = (typeof SPANS)[number]['value'];

/** Who was online, who came in, and who did not. */
export function HomePlots({ home: { online, logins } }: { readonly home: Home }) {
  const [span, setSpan] = useState<Span>('hour');
  return (
    <div className={classes['plots']}>
      {online && <OnlinePlot online={online} />}
      {logins && (
        <>
          <div className={classes['span']}>
            <SegmentedControl
              size="xs"
              aria-label={say('loginsOfLast')}
              value={span}
              data={[...SPANS]}
              onChange={(next) => setSpan(next as Span)}
            />
          </div>
          <LoginPlots logins={logins[span]} span={span} />
        </>
      )}
    </div>
  );
}

function OnlinePlot({ online }: { readonly online: NonNullable<Home['online']> }) {
  const span = useMemo(() => spanOf(online), [online]);
  const plotted = useMemo(() => onlinePlot(online), [online]);
  return (
    <PlotGroup span={span}>
      <Plot plotted={plotted} />
    </PlotGroup>
  );
}

type LoginProps = { readonly logins: NonNullable<Home['logins']>['hour']; readonly span: Span };

function LoginPlots({ logins, span }: LoginProps) {
  const axis = useMemo(() => spanOf(logins), [logins]);
  const plots = useMemo(() => [acceptedPlot(logins, span), refusedPlot(logins, span)], [logins, span]);
  return (
    <PlotGroup span={axis}>
      {plots.map((plotted) => (
        <Plot key={plotted.title} plotted={plotted} />
      ))}
    </PlotGroup>
  );
}
