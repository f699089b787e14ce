import type { ListFilter } from '../../parts/data-list/list-types.ts';

const OPTIONS = [
  { value: '1d', label: 'within a day' },
  { value: '7d', label: 'within 7 days' },
  { value: '30d', label: 'within 30 days' },
  { value: 'over-7d', label: 'not for 7 days' },
  { value: 'over-30d', label: 'not for 30 days' },
  { value: 'over-90d', label: 'not for 90 days' },
  { value: 'over-365d', label: 'not for a year' },
  { value: 'never', label: 'never' },
] as const;

/** When a device was seen last, in days before whenever that is asked; or what a link names. */
export function lastSeenFilter(inUrl: string | undefined): ListFilter {
  const [, over, days] = /^(over-)?([1-9]\d{0,3})d$/.exec(inUrl ?? '') ?? [];
  const isOther = days !== undefined && OPTIONS.every(({ value }) => value !== inUrl);
  const label = `${over === undefined ? 'within' : 'not for'} ${days} days`;
  return {
    name: 'lastSeen',
    label: 'Last seen',
    options: isOther ? [...OPTIONS, { value: inUrl ?? '', label }] : OPTIONS,
  };
}
