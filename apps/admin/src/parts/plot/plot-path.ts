import type { PlotSpan, Series } from './plot-types.ts';

export type PlotPoint = { readonly x: number; readonly y: number };

/**
 * The strokes of a line: where a point is missing or was not measured, the line is broken. A time without a point is
 * not a time at zero.
 */
export function strokes(
  { times, pointMs }: PlotSpan,
  { values }: Pick<Series, 'values'>,
  place: (time: number, value: number) => PlotPoint,
): readonly (readonly PlotPoint[])[] {
  const all: PlotPoint[][] = [];
  let current: PlotPoint[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const [index, time] of times.entries()) {
    const value = values[index] ?? null;
    if (value === null || time - before > 1.5 * pointMs) {
      if (current.length > 0) all.push(current);
      current = [];
    }
    if (value === null) continue;
    current.push(place(time, value));
    before = time;
  }
  if (current.length > 0) all.push(current);
  return all;
}

/** An SVG path; a stroke of one point is a short dash, which would otherwise not be seen. */
export function pathOf(all: readonly (readonly PlotPoint[])[]): string {
  return all
    .map((points) => {
      const [first] = points;
      if (first === undefined) return '';
      if (points.length === 1) return `M${text(first.x - 1, first.y)}h2`;
      return `M${points.map(({ x, y }) => text(x, y)).join('L')}`;
    })
    .join('');
}

/** The same, closed along the bottom. */
export function areaOf(all: readonly (readonly PlotPoint[])[], bottom: number): string {
  return all
    .flatMap((points) => {
      const [first, last] = [points[0], points.at(-1)];
      if (first === undefined || last === undefined || points.length === 1) return [];
      const line = points.map(({ x, y }) => text(x, y)).join('L');
      return [`M${text(first.x, bottom)}L${line}L${text(last.x, bottom)}Z`];
    })
    .join('');
}

/** What stands under each of several series whose bars are on top of each other: for each, a sum for each point. */
export function stackBelow(series: readonly Pick<Series, 'values'>[]): readonly (readonly number[])[] {
  const sums: number[] = [];
  return series.map(({ values }) => {
    const below = values.map((_, index) => sums[index] ?? 0);
    for (const [index, value] of values.entries()) sums[index] = (sums[index] ?? 0) + (value ?? 0);
    return below;
  });
}

/** A bar for every point that counted something, with a little air between it and the next; standing on `below`. */
export function barsOf(
  { from, to, times, pointMs }: PlotSpan,
  values: Series['values'],
  { x, y }: { readonly x: (place: number) => number; readonly y: (value: number) => number },
  below: readonly number[] = [],
): string {
  return times
    .map((time, index) => {
      const value = values[index] ?? 0;
      if (value <= 0) return '';
      const under = below[index] ?? 0;
      const bottom = y(under);
      const [left, right] = [x((time - from) / (to - from)), x((time + pointMs - from) / (to - from))];
      const air = (right - left) * 0.12;
      return `M${text(left + air, bottom)}V${round(y(under + value))}H${round(right - air)}V${round(bottom)}Z`;
    })
    .join('');
}

/** Times that are marked, as stretches: neighbours are one. */
export function stretches(
  { times, pointMs }: PlotSpan,
  marked: readonly boolean[],
): readonly { readonly from: number; readonly to: number }[] {
  const all: { from: number; to: number }[] = [];
  for (const [index, time] of times.entries()) {
    if (!marked[index]) continue;
    const last = all.at(-1);
    if (last !== undefined && time - last.to < pointMs / 2) last.to = time + pointMs;
    else all.push({ from: time, to: time + pointMs });
  }
  return all;
}

function text(x: number, y: number): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
