import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { formatClock } from '../format/time.ts';
import classes from './Plot.module.css';
import { usePlotGroup } from './PlotGroup.tsx';
import { PlotLines } from './PlotLines.tsx';
import { nearestPoint, placeTime, valueAxis } from './plot-scale.ts';
import type { Plotted, PlotSpan } from './plot-types.ts';
import { say as tell } from '../texts.ts';

export const PLOT_HEIGHT = 132;
/** Room for the labels of values at the left and of times at the bottom. */
export const GUTTER = 44;
export const FOOT = 18;

/** Its moments are gone through with the pointer, a finger, or the arrow keys: each is read out with its values. */
export function PlotSurface({ plotted }: { readonly plotted: Plotted }) {
  const { span, cursor, setCursor } = usePlotGroup();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const axis = useMemo(
    () =>
      valueAxis(
        plotted.stacked ? sumsOf(plotted.series) : plotted.series.flatMap(({ values }) => values),
        plotted.scale,
        plotted.topMin,
      ),
    [plotted],
  );
  const last = span.times.length - 1;
  if (last < 0) return <p className={classes['empty']}>{tell('nothingCounted')}</p>;

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setCursor(nearestPoint(span, (event.clientX - left - GUTTER) / (width - GUTTER)));
  };
  const step = (event: KeyboardEvent) => {
    const to = stepTo(event.key, cursor ?? last, last);
    if (to === undefined) return;
    event.preventDefault();
    setCursor(to);
  };
  return (
    <div
      ref={ref}
      // Time runs to the right in every language, as on every instrument.
      dir="ltr"
      className={classes['surface']}
      role="slider"
      tabIndex={0}
      aria-label={plotted.title}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={cursor ?? last}
      aria-valuetext={readOut(plotted, span, cursor ?? last)}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setCursor(null)}
      onBlur={() => setCursor(null)}
      onKeyDown={step}
    >
      {width > 0 && (
        <svg width={width} height={PLOT_HEIGHT + FOOT} aria-hidden>
          <PlotLines plotted={plotted} axis={axis} width={width} />
          {cursor !== null && (
            <line
              className={classes['cursor']}
              x1={GUTTER + placeTime(span, span.times[cursor] ?? 0) * (width - GUTTER)}
              x2={GUTTER + placeTime(span, span.times[cursor] ?? 0) * (width - GUTTER)}
              y1={0}
              y2={PLOT_HEIGHT}
            />
          )}
        </svg>
      )}
    </div>
  );
}

/** How high each point stands when all series are on top of each other. */
function sumsOf(series: Plotted['series']): readonly number[] {
  const [first, ...more] = series;
  return (first?.values ?? []).map((value, index) =>
    more.reduce((sum, { values }) => sum + (values[index] ?? 0), value ?? 0),
  );
}

/** `null` lets go of the moment; `undefined`: the key means nothing here. */
function stepTo(key: string, at: number, last: number): number | null | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(last, at + 1);
    case 'PageDown':
      return Math.max(0, at - 10);
    case 'PageUp':
      return Math.min(last, at + 10);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}

function readOut(
  { series, say, faults }: Plotted,
  { times, sayTime = formatClock }: PlotSpan,
  at: number,
): string {
  const values = series.map(({ name, values: all }) => {
    const value = all[at] ?? null;
    return `${name} ${value === null ? tell('notMeasured') : say(value)}`;
  });
  const fault = faults?.at[at] ? [faults.name] : [];
  return `${sayTime(times[at] ?? 0, Date.now())}: ${[...values, ...fault].join(', ')}`;
}
