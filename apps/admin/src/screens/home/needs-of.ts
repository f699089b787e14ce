import type { Home } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';

export type Need = {
  readonly sentence: string;
  readonly to: string;
  readonly search: Readonly<Record<string, string>>;
};

/** The server counts no further. */
const COUNTED_MAX = 10_000;

type Kind = {
  readonly count: number | null;
  readonly one: string;
  readonly many: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  /** Of no use to who may not do anything about it. */
  readonly permission?: string;
};

/** What waits for somebody in words, the most urgent first. */
export function needsOf(waiting: Home['waiting'], samePairs: number, permissions: readonly string[]): Need[] {
  const kinds: readonly Kind[] = [
    { count: waiting.routersBroken, one: 'router in trouble', many: 'routers in trouble', to: '/routers' },
    { count: waiting.routersSilent, one: 'router silent', many: 'routers silent', to: '/routers' },
    {
      count: waiting.refusedInARow,
      one: 'customer refused in a row',
      many: 'customers refused in a row',
      to: '/access-log',
      search: { outcome: 'reject' },
    },
    {
      count: waiting.payments,
      one: 'payment needs you',
      many: 'payments need you',
      to: '/payments',
      search: { needsPerson: 'true' },
      permission: 'payments.decide',
    },
    {
      count: waiting.unrecognised,
      one: 'unrecognised device',
      many: 'unrecognised devices',
      to: '/devices/unrecognised',
    },
    { count: waiting.review, one: 'device to review', many: 'devices to review', to: '/review' },
    {
      count: samePairs,
      one: 'phone may have changed its address',
      many: 'phones may have changed their address',
      to: '/devices',
    },
  ];
  return kinds.flatMap(({ count, one, many, to, search = {}, permission }) => {
    if (count === null || count === 0) return [];
    if (permission !== undefined && !permissions.includes(permission)) return [];
    const counted = formatNumber(count > COUNTED_MAX ? Number.POSITIVE_INFINITY : count);
    return [{ sentence: `${counted} ${count === 1 ? one : many}`, to, search }];
  });
}
