import * as amounts from '@gatehouse/domain/service-packages/describe-amounts';
import { direction, language } from '../../languages/current.ts';

/** `20 Mbps`, with the figures of the operator's language; the unit is the same in all of them. */
export function formatSpeed(kbps: number): string {
  return inOwnFigures(amounts.formatSpeed(kbps));
}

/** `10 GB`, likewise. */
export function formatVolume(bytes: number): string {
  return inOwnFigures(amounts.formatVolume(bytes));
}

/** `0.5 MB` beside `1 MB`: on an axis all have one unit. */
export function formatVolumeBeside(bytes: number, most: number): string {
  return inOwnFigures(amounts.formatVolumeBeside(bytes, most));
}

/** In steps that were decided on elsewhere. */
export function formatVolumeIn(bytes: number, step: 1000 | 1024): string {
  return amounts.formatVolumeIn(bytes, step, language);
}

function inOwnFigures(said: string): string {
  const own = said.replace(/^[\d,.]+/, (figures) =>
    Number(figures.replaceAll(',', '')).toLocaleString(language),
  );
  // Among words from right to left the figures stay before their unit.
  return direction === 'rtl' ? `\u2066${own}\u2069` : own;
}
