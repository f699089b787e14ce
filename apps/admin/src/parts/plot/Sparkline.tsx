import { useMemo } from 'react';
import classes from './Plot.module.css';
import { usePlotGroup } from './PlotGroup.tsx';
import { areaOf, pathOf, strokes } from './plot-path.ts';
import { placeTime, valueAxis } from './plot-scale.ts';
import type { Series } from './plot-types.ts';

const [WIDTH, HEIGHT] = [120, 24];

/** A line without labels, beside the words and numbers that say the same. */
export function Sparkline({ series }: { readonly series: Series }) {
  const { span } = usePlotGroup();
  const drawn = useMemo(() => {
    const { place } = valueAxis(series.values, 'linear');
    return strokes(span, series, (time, value) => ({
      x: placeTime(span, time) * WIDTH,
      y: HEIGHT - 1 - place(value) * (HEIGHT - 3),
    }));
  }, [series, span]);
  return (
    <svg
      className={classes['sparkline']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <g data-tone={series.tone} className={classes['series']}>
        <path className={classes['area']} d={areaOf(drawn, HEIGHT)} />
        <path className={classes['line']} d={pathOf(drawn)} vectorEffect="non-scaling-stroke" />
      </g>
    </svg>
  );
}
