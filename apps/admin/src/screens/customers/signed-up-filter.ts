import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { formatSeen } from '../../parts/format/time.ts';
import { say } from './texts.ts';

const DAYS = [
  { days: 0, label: say('today') },
  { days: 6, label: say('inDays', { count: 7 }) },
  { days: 29, label: say('inDays', { count: 30 }) },
] as const;

/**
 * Who registered at the portal, since the reader's own midnights, or since whatever time a link names.
 * @param midnight of today, milliseconds since the epoch
 */
export function signedUpFilter(midnight: number, inUrl: string | undefined): ListFilter {
  const options = DAYS.map(({ days, label }) => ({ value: midnightBefore(midnight, days), label }));
  const named = inUrl === undefined ? Number.NaN : Date.parse(inUrl);
  const isOther = !Number.isNaN(named) && options.every(({ value }) => value !== inUrl);
  return {
    name: 'signedUpSince',
    label: say('signedUp'),
    options: isOther
      ? [...options, { value: inUrl as string, label: say('since', { when: formatSeen(named, midnight) }) }]
      : options,
  };
}

function midnightBefore(midnight: number, days: number): string {
  const date = new Date(midnight);
  date.setDate(date.getDate() - days);
  return date.toISOString();
}
