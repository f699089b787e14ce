import { useNow } from '../NowProvider.tsx';
import { formatClock } from '../format/time.ts';
import classes from './Plot.module.css';
import { usePlotGroup } from './PlotGroup.tsx';
import type { Plotted } from './plot-types.ts';
import { say as tell } from '../texts.ts';

/** Every point of a plot in words, the newest first. */
export function PlotTable({ plotted: { title, series, say, faults } }: { readonly plotted: Plotted }) {
  const { span } = usePlotGroup();
  const now = useNow();
  const { sayTime = formatClock } = span;
  const rows = span.times.map((time, index) => ({ time, index })).reverse();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <div className={classes['tableBox']} role="region" aria-label={tell('asTable', { title })} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{tell('time')}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, index }) => (
            <tr key={time} data-fault={faults?.at[index] || undefined}>
              <th scope="row">
                {sayTime(time, now)}
                {faults?.at[index] && ` · ${faults.name}`}
              </th>
              {series.map(({ name, values }) => {
                const value = values[index] ?? null;
                return <td key={name}>{value === null ? '–' : say(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
