import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import type { HotspotOverview, OverviewSpan } from '../../api/types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { say } from './texts.ts';

export const SPANS: readonly { readonly value: OverviewSpan; readonly label: string }[] = [
  { value: 'day', label: say('day') },
  { value: 'week', label: say('week') },
  { value: 'month', label: say('month') },
];

/** What is counted over weeks changes little, and costs more to count. */
const POLL_MS: Readonly<Record<OverviewSpan, number>> = { day: 5_000, week: 15_000, month: 30_000 };

/** What is looked at stands in the address: a zone, and how far back. */
export type Asked = { readonly zoneId: string | undefined; readonly span: OverviewSpan };

export function useAsked(): readonly [Asked, (changes: Partial<Asked>) => void] {
  const { zoneId, span } = useSearch({ strict: false }) as { zoneId?: string; span?: string };
  const navigate = useNavigate();
  const asked: Asked = { zoneId, span: SPANS.find(({ value }) => value === span)?.value ?? 'day' };
  const ask = (changes: Partial<Asked>) => {
    const next = { ...asked, ...changes };
    const search = {
      ...(next.zoneId && { zoneId: next.zoneId }),
      ...(next.span !== 'day' && { span: next.span }),
    };
    // Another zone is a step that one can go back from.
    void navigate({ to: '.', search: search as never, replace: !('zoneId' in changes) });
  };
  return [asked, ask];
}

/** Today is the reader's own: it begins at midnight where the browser is. */
export function useOverview({ zoneId, span }: Asked) {
  const dayStart = new Date(new Date(useNow()).setHours(0, 0, 0, 0)).toISOString();
  return useQuery({
    queryKey: ['hotspot-overview', zoneId, span, dayStart],
    queryFn: ({ signal }) =>
      getJson<HotspotOverview>('/hotspot-overview', { zoneId, span, dayStart }, signal),
    refetchInterval: POLL_MS[span],
    placeholderData: keepPreviousData,
    retry: false,
  });
}
