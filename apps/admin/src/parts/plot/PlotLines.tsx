import { useMemo } from 'react';
import { formatTick } from '../format/time.ts';
import classes from './Plot.module.css';
import { usePlotGroup } from './PlotGroup.tsx';
import { FOOT, GUTTER, PLOT_HEIGHT } from './PlotSurface.tsx';
import { areaOf, barsOf, pathOf, stackBelow, stretches, strokes } from './plot-path.ts';
import { placeTime, timeTicks, type ValueAxis } from './plot-scale.ts';
import type { Plotted } from './plot-types.ts';

/** Above the topmost line there is room for its stroke and its label. */
const HEAD = 8;

type Props = { readonly plotted: Plotted; readonly axis: ValueAxis; readonly width: number };

/** Grid, labels and lines; drawn anew only when there is something new. */
export function PlotLines({ plotted, axis, width }: Props) {
  const { span } = usePlotGroup();
  return useMemo(() => {
    const y = (value: number) => PLOT_HEIGHT - axis.place(value) * (PLOT_HEIGHT - HEAD);
    const x = (place: number) => GUTTER + place * (width - GUTTER);
    const inTime = (at: number) => x(Math.min(1, Math.max(0, (at - span.from) / (span.to - span.from))));
    const zoneOffsetMs = -new Date(span.to).getTimezoneOffset() * 60_000;
    const below = plotted.stacked ? stackBelow(plotted.series) : [];
    return (
      <>
        {stretches(span, plotted.faults?.at ?? []).map(({ from, to }) => (
          <rect
            key={from}
            className={classes['fault']}
            x={inTime(from)}
            width={Math.max(2, inTime(to) - inTime(from))}
            y={0}
            height={PLOT_HEIGHT}
          />
        ))}
        {axis.ticks.map((tick) => (
          <g key={tick}>
            <line className={classes['grid']} x1={GUTTER} x2={width} y1={y(tick)} y2={y(tick)} />
            <text className={classes['tick']} x={GUTTER - 6} y={y(tick) + 4} textAnchor="end">
              {plotted.sayShort(tick, axis.ticks.at(-1) ?? tick)}
            </text>
          </g>
        ))}
        {timeTicks(span, zoneOffsetMs).map(({ at, place }) => (
          <text
            key={at}
            className={classes['tick']}
            x={x(place)}
            y={PLOT_HEIGHT + FOOT - 4}
            textAnchor={place > 0.94 ? 'end' : place < 0.05 ? 'start' : 'middle'}
          >
            {formatTick(at, span.to - span.from)}
          </text>
        ))}
        {plotted.series.map(({ name, tone, ...series }, index) => {
          if (plotted.bars) {
            const bars = barsOf(span, series.values, { x, y }, below[index]);
            return (
              <g key={name} data-tone={tone} className={classes['series']}>
                <path className={classes['bars']} d={bars} />
              </g>
            );
          }
          const drawn = strokes(span, series, (time, value) => ({
            x: x(placeTime(span, time)),
            y: y(value),
          }));
          return (
            <g key={name} data-tone={tone} className={classes['series']}>
              {index === 0 && plotted.scale !== 'log' && (
                <path className={classes['area']} d={areaOf(drawn, PLOT_HEIGHT)} />
              )}
              <path className={classes['line']} d={pathOf(drawn)} />
            </g>
          );
        })}
      </>
    );
  }, [plotted, axis, width, span]);
}
