import type { PlotScale, PlotSpan } from './plot-types.ts';

export type ValueAxis = {
  /** Where the labels stand, from the lowest to the highest. */
  readonly ticks: readonly number[];
  /** 0 at the bottom, 1 at the top. */
  readonly place: (value: number) => number;
};

/** An axis that holds all values and ends in round numbers. */
export function valueAxis(values: readonly (number | null)[], scale: PlotScale, topMin = 0): ValueAxis {
  const known = values.filter((value) => value !== null);
  if (scale === 'log') return logAxis(known);
  const most = known.reduce((highest, value) => Math.max(highest, value), topMin);
  return linearAxis(scale === 'seconds' ? roundUpSeconds(most) : roundUp(most));
}

function linearAxis(top: number): ValueAxis {
  return { ticks: [0, top / 2, top], place: (value) => Math.min(1, Math.max(0, value / top)) };
}

/** `0.037` → `0.04`, `7` → `8`, `130` → `200`: halves of it are round too. */
function roundUp(value: number): number {
  if (value === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((each) => value <= each * power * 1.000001) ?? 10;
  return step * power;
}

/** To what is said in seconds, minutes, hours or days, and half of it too. */
function roundUpSeconds(value: number): number {
  const [minute, hour, day] = [60, 3600, 86_400];
  const tops = [10, 20, minute, 2 * minute, 4 * minute, 10 * minute, 20 * minute, hour, 2 * hour, 4 * hour];
  const top = [...tops, 12 * hour, day].find((each) => value <= each);
  return top ?? 2 * day * Math.ceil(value / (2 * day));
}

/** Whole powers of ten below and above, two of them at least; three labels are enough. */
function logAxis(values: readonly number[]): ValueAxis {
  const positive = values.filter((value) => value > 0);
  const lowest = positive.length === 0 ? 1 : positive.reduce((a, b) => Math.min(a, b));
  const highest = positive.length === 0 ? 1 : positive.reduce((a, b) => Math.max(a, b));
  const low = Math.floor(Math.log10(lowest) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(highest) - 1e-9));
  const stride = Math.ceil((high - low) / 3);
  const ticks: number[] = [];
  for (let power = low; power <= high; power += stride) ticks.push(10 ** power);
  const place = (value: number): number => {
    if (value <= 0) return 0;
    return Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low)));
  };
  return { ticks, place };
}

/** From 0 at the left to 1 at the right; a point stands in the middle of its time. */
export function placeTime({ from, to, pointMs }: PlotSpan, time: number): number {
  return Math.min(1, Math.max(0, (time + pointMs / 2 - from) / (to - from)));
}

/** The point that is nearest to a place between 0 and 1; -1 where there is none. */
export function nearestPoint(span: PlotSpan, place: number): number {
  let nearest = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, time] of span.times.entries()) {
    const away = Math.abs(placeTime(span, time) - place);
    if (away < distance) [nearest, distance] = [index, away];
  }
  return nearest;
}

/** Round times within the span, few enough to be read: `at` and its place. */
export function timeTicks(
  { from, to }: Pick<PlotSpan, 'from' | 'to'>,
  zoneOffsetMs: number,
): readonly { readonly at: number; readonly place: number }[] {
  const step = TIME_STEPS_MS.find((each) => (to - from) / each <= 5) ?? (TIME_STEPS_MS.at(-1) as number);
  const first = Math.ceil((from + zoneOffsetMs) / step) * step - zoneOffsetMs;
  const ticks = [];
  for (let at = first; at <= to; at += step) ticks.push({ at, place: (at - from) / (to - from) });
  return ticks;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TIME_STEPS_MS = [5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 48 * HOUR, 7 * 24 * HOUR];
