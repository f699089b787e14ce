import * as amounts from '@gatehouse/domain/service-packages/describe-amounts';
import { language } from '../../languages/current.ts';

/** `20 Mbps`, with the figures of the operator's language; the unit is the same in all of them. */
export function formatSpeed(kbps: number): string {
  return inOwnFigures(amounts.formatSpeed(kbps));
}

/** `10 GB`, likewise. */
export function formatVolume(bytes: number): string {
  return inOwnFigures(amounts.formatVolume(bytes));
}

function inOwnFigures(said: string): string {
  return said.replace(/^[\d,.]+/, (figures) => Number(figures.replaceAll(',', '')).toLocaleString(language));
}
