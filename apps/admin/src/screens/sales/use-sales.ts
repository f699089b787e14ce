import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import type { Sales } from './sales-types.ts';
import { say } from './texts.ts';

export const SPANS = [
  { value: '7', label: say('lastDays', { count: 7 }) },
  { value: '30', label: say('lastDays', { count: 30 }) },
  { value: '90', label: say('lastDays', { count: 90 }) },
] as const;

const USUAL = '30';
const POLL_MS = 15_000;

/** What is looked at stands in the address: how far back, a zone, a currency. */
export type Asked = {
  readonly days: string;
  readonly zoneId: string | undefined;
  readonly currency: string | undefined;
};

export function useAsked(): readonly [Asked, (changes: Partial<Asked>) => void] {
  const { days, zoneId, currency } = useSearch({ strict: false }) as {
    days?: string;
    zoneId?: string;
    currency?: string;
  };
  const navigate = useNavigate();
  const asked: Asked = {
    days: SPANS.find(({ value }) => value === days)?.value ?? USUAL,
    zoneId,
    currency,
  };
  const ask = (changes: Partial<Asked>) => {
    const next = { ...asked, ...changes };
    const search = {
      ...(next.days !== USUAL && { days: next.days }),
      ...(next.zoneId && { zoneId: next.zoneId }),
      ...(next.currency && { currency: next.currency }),
    };
    // Another zone is a step that one can go back from.
    void navigate({ to: '.', search: search as never, replace: !('zoneId' in changes) });
  };
  return [asked, ask];
}

/** Days are the reader's own: they begin at midnight where the browser is. */
export function useSales({ days, zoneId }: Asked) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return useQuery({
    queryKey: ['payments', 'sales', days, zoneId, timeZone],
    queryFn: ({ signal }) => getJson<Sales>('/sales', { days, zoneId, timeZone }, signal),
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
