import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { say } from './texts.ts';

const OPTIONS: ListFilter['options'] = [
  within(1),
  within(7),
  within(30),
  notFor(7),
  notFor(30),
  notFor(90),
  { value: 'over-365d', label: say('notForAYear') },
  { value: 'never', label: say('neverSeen') },
];

/** When a device was seen last, in days before whenever that is asked; or what a link names. */
export function lastSeenFilter(inUrl: string | undefined): ListFilter {
  const [, over, days] = /^(over-)?([1-9]\d{0,3})d$/.exec(inUrl ?? '') ?? [];
  const isOther = days !== undefined && OPTIONS.every(({ value }) => value !== inUrl);
  const other = over === undefined ? within(Number(days)) : notFor(Number(days));
  return { name: 'lastSeen', label: say('lastSeen'), options: isOther ? [...OPTIONS, other] : OPTIONS };
}

function within(days: number) {
  return { value: `${days}d`, label: say('within', { count: days }) };
}

function notFor(days: number) {
  return { value: `over-${days}d`, label: say('notFor', { count: days }) };
}
