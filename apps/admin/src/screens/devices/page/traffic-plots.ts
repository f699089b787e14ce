import { formatVolume } from '@gatehouse/domain/service-packages/describe-amounts';
import type { DeviceTraffic } from '../../../api/types.ts';
import type { Plotted, PlotSpan } from '../../../parts/plot/plot-types.ts';

export function trafficSpan({ items, stepSeconds }: DeviceTraffic): PlotSpan {
  const times = items.map(({ from }) => Date.parse(from));
  const pointMs = stepSeconds * 1000;
  return { from: times[0] ?? 0, to: (times.at(-1) ?? 0) + pointMs, times, pointMs };
}

/** Bars of what came in each step. */
export function trafficPlots({ items, stepSeconds }: DeviceTraffic): readonly Plotted[] {
  const each = STEP_WORDS[stepSeconds] ?? '';
  return [
    {
      title: `Traffic ${each}`,
      // As people say it: what comes to the device is its download.
      series: [
        { name: 'Download', tone: 'accent', values: items.map(({ outputBytes }) => outputBytes) },
        { name: 'Upload', tone: 'quiet', values: items.map(({ inputBytes }) => inputBytes) },
      ],
      scale: 'linear',
      bars: true,
      sums: true,
      topMin: 1_000_000,
      say: formatVolume,
      sayShort: formatVolume,
    },
    {
      title: `Time online ${each}`,
      series: [{ name: 'Online', tone: 'green', values: items.map(({ onlineSeconds }) => onlineSeconds) }],
      scale: 'seconds',
      bars: true,
      sums: true,
      topMin: stepSeconds,
      say: sayTime,
      sayShort: sayTime,
    },
  ];
}

const STEP_WORDS: Readonly<Record<number, string>> = {
  3600: 'by the hour',
  21600: 'by six hours',
  86400: 'by the day',
};

/** `0 min`, `42 min`, `3.5 h` */
export function sayTime(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toLocaleString('en', { maximumFractionDigits: 1 })} h`;
}
