import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { legendValue } from './legend-value.ts';
import classes from './Plot.module.css';
import { usePlotGroup } from './PlotGroup.tsx';
import { PlotSurface } from './PlotSurface.tsx';
import { PlotTable } from './PlotTable.tsx';
import type { Plotted } from './plot-types.ts';
import { say as tell } from '../texts.ts';

/** Lines over time, each with its name and its value now or at the moment pointed at; the same as a table. */
export function Plot({ plotted }: { readonly plotted: Plotted }) {
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  const { title } = plotted;
  const Icon = asTable ? IconChartLine : IconTable;
  const label = tell(asTable ? 'showPlotOf' : 'showTableOf', { title });
  return (
    <section className={classes['plot']} aria-labelledby={heading}>
      <header className={classes['header']}>
        <h2 id={heading}>{title}</h2>
        <Tooltip label={tell(asTable ? 'showPlot' : 'showTable')}>
          <ActionIcon size={28} aria-label={label} onClick={() => setAsTable(!asTable)}>
            <Icon size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <Legend plotted={plotted} />
      {asTable ? <PlotTable plotted={plotted} /> : <PlotSurface plotted={plotted} />}
    </section>
  );
}

function Legend({ plotted: { series, say, faults, sums } }: { readonly plotted: Plotted }) {
  const { cursor, span } = usePlotGroup();
  return (
    <p className={classes['legend']}>
      {series.map(({ name, tone, values }) => {
        const value = legendValue(values, cursor ?? (sums === true ? 'all' : span.times.length - 1));
        return (
          <span key={name}>
            <span className={classes['swatch']} data-tone={tone} aria-hidden />
            {name} <b>{value === null ? '–' : say(value)}</b>
            {sums === true && cursor === null && ` ${tell('inAll')}`}
          </span>
        );
      })}
      {faults?.at.some(Boolean) && (
        <span>
          <span className={classes['swatch']} data-tone="fault" aria-hidden />
          {faults.name}
        </span>
      )}
    </p>
  );
}
