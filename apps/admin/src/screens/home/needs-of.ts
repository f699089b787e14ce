import type { Home } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { say } from './texts.ts';

export type Need = {
  readonly sentence: string;
  readonly to: string;
  readonly search: Readonly<Record<string, string>>;
};

/** The server counts no further. */
const COUNTED_MAX = 10_000;

type Kind = {
  readonly count: number | null;
  readonly said:
    | 'routersBroken'
    | 'routersSilent'
    | 'refusedInARow'
    | 'paymentsWait'
    | 'unrecognised'
    | 'toReview'
    | 'samePairs';
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  /** Of no use to who may not do anything about it. */
  readonly permission?: string;
};

/** What waits for somebody in words, the most urgent first. */
export function needsOf(waiting: Home['waiting'], samePairs: number, permissions: readonly string[]): Need[] {
  const kinds: readonly Kind[] = [
    { count: waiting.routersBroken, said: 'routersBroken', to: '/routers' },
    { count: waiting.routersSilent, said: 'routersSilent', to: '/routers' },
    {
      count: waiting.refusedInARow,
      said: 'refusedInARow',
      to: '/access-log',
      search: { outcome: 'reject' },
    },
    {
      count: waiting.payments,
      said: 'paymentsWait',
      to: '/payments',
      search: { needsPerson: 'true' },
      permission: 'payments.decide',
    },
    {
      count: waiting.unrecognised,
      said: 'unrecognised',
      to: '/devices/unrecognised',
    },
    { count: waiting.review, said: 'toReview', to: '/review' },
    {
      count: samePairs,
      said: 'samePairs',
      to: '/devices',
    },
  ];
  return kinds.flatMap(({ count, said, to, search = {}, permission }) => {
    if (count === null || count === 0) return [];
    if (permission !== undefined && !permissions.includes(permission)) return [];
    const counted = formatNumber(count > COUNTED_MAX ? Number.POSITIVE_INFINITY : count);
    return [{ sentence: say(said, { count, counted }), to, search }];
  });
}
