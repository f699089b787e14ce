import { SegmentedControl, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Plot } from '../plot/Plot.tsx';
import { PlotGroup } from '../plot/PlotGroup.tsx';
import type { Plotted, PlotSpan } from '../plot/plot-types.ts';
import classes from './Overview.module.css';
import { say } from '../texts.ts';

type Props = {
  readonly title: string;
  /** What may be looked at, such as one zone, beside how far back. */
  readonly filters: ReactNode;
  /** Whether there is something to show yet. */
  readonly ready: boolean;
  readonly children: ReactNode;
};

/** Numbers, plots and small tables of one thing, over a time that is chosen. */
export function OverviewPage({ title, filters, ready, children }: Props) {
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <h1>{title}</h1>
        <div className={classes['filters']}>{filters}</div>
      </header>
      {ready ? children : <Skeleton h={520} />}
    </div>
  );
}

type SpanProps<Value extends string> = {
  readonly value: Value;
  readonly spans: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (span: Value) => void;
};

export function SpanControl<Value extends string>({ value, spans, onChange }: SpanProps<Value>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('howFarBack')}
      value={value}
      data={[...spans]}
      onChange={(span) => onChange(span as Value)}
    />
  );
}

type PlotsProps = { readonly span: PlotSpan; readonly plots: readonly Plotted[] };

export function OverviewPlots({ span, plots }: PlotsProps) {
  return (
    <PlotGroup span={span}>
      <div className={classes['plots']}>
        {plots.map((plotted) => (
          <Plot key={plotted.title} plotted={plotted} />
        ))}
      </div>
    </PlotGroup>
  );
}

/** Side by side, where there is room. */
export function OverviewTables({ children }: { readonly children: ReactNode }) {
  return <div className={classes['tables']}>{children}</div>;
}
