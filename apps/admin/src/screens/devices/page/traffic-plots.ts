import { formatVolume, formatVolumeBeside } from '../../../parts/format/amounts.ts';
import type { DeviceTraffic } from '../../../api/types.ts';
import type { Plotted, PlotSpan } from '../../../parts/plot/plot-types.ts';
import { say } from './texts.ts';

export function trafficSpan({ items, stepSeconds }: DeviceTraffic): PlotSpan {
  const times = items.map(({ from }) => Date.parse(from));
  const pointMs = stepSeconds * 1000;
  return { from: times[0] ?? 0, to: (times.at(-1) ?? 0) + pointMs, times, pointMs };
}

/** Bars of what came in each step. */
export function trafficPlots({ items, stepSeconds }: DeviceTraffic): readonly Plotted[] {
  const step = STEPS[stepSeconds] ?? 'day';
  return [
    {
      title: say(`traffic_${step}`),
      // As people say it: what comes to the device is its download.
      series: [
        { name: say('download'), tone: 'accent', values: items.map(({ outputBytes }) => outputBytes) },
        { name: say('upload'), tone: 'quiet', values: items.map(({ inputBytes }) => inputBytes) },
      ],
      scale: 'linear',
      bars: true,
      sums: true,
      topMin: 1_000_000,
      say: formatVolume,
      sayShort: formatVolumeBeside,
    },
    {
      title: say(`online_${step}`),
      series: [
        { name: say('online'), tone: 'green', values: items.map(({ onlineSeconds }) => onlineSeconds) },
      ],
      scale: 'seconds',
      bars: true,
      sums: true,
      topMin: stepSeconds,
      say: sayTime,
      sayShort: sayTimeBeside,
    },
  ];
}

const STEPS: Readonly<Record<number, 'hour' | 'sixHours' | 'day'>> = {
  3600: 'hour',
  21600: 'sixHours',
  86400: 'day',
};

/** `0 min`, `42 min`, `3.5 h` */
export function sayTime(seconds: number): string {
  return sayTimeBeside(seconds, seconds);
}

/** `0.5 h` beside `1 h`. */
export function sayTimeBeside(seconds: number, most: number): string {
  if (most < 3600) return say('minutes', { minutes: Math.round(seconds / 60) });
  return say('hours', { hours: Math.round(seconds / 360) / 10 });
}
