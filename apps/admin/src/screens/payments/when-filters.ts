import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { formatSeen } from '../../parts/format/time.ts';
import { say } from './texts.ts';

const DAYS = [
  { days: 0, label: say('today') },
  { days: 1, label: say('yesterday') },
  { days: 6, label: say('daysAgo', { count: 7 }) },
  { days: 29, label: say('daysAgo', { count: 30 }) },
] as const;

/**
 * From when, and until when where a link names an end.
 * @param midnight of today where the reader is, milliseconds since the epoch
 */
export function whenFilters(
  midnight: number,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): readonly ListFilter[] {
  const options = DAYS.map(({ days, label }) => ({ value: midnightBefore(midnight, days), label }));
  const since = { name: 'from', label: say('since'), options: withNamed(options, from, midnight) };
  if (to === undefined) return [since];
  return [since, { name: 'to', label: say('before'), options: withNamed([], to, midnight) }];
}

type Options = ListFilter['options'];

function withNamed(options: Options, inUrl: string | undefined, midnight: number): Options {
  const named = inUrl === undefined ? Number.NaN : Date.parse(inUrl);
  if (Number.isNaN(named) || options.some(({ value }) => value === inUrl)) return options;
  return [...options, { value: inUrl as string, label: formatSeen(named, midnight) }];
}

function midnightBefore(midnight: number, days: number): string {
  const date = new Date(midnight);
  date.setDate(date.getDate() - days);
  return date.toISOString();
}
