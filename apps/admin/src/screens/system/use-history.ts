import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import type { HistorySpan, SystemHistory } from '../../api/types.ts';
import { say } from './texts.ts';

export const SPANS: readonly { readonly value: HistorySpan; readonly label: string }[] = [
  { value: 'hour', label: say('hour') },
  { value: 'day', label: say('day') },
  { value: 'week', label: say('week') },
];

/** A new point of the last hour comes every few seconds; those of a day and a week can wait. */
const POLL_MS: Readonly<Record<HistorySpan, number>> = { hour: 5_000, day: 60_000, week: 60_000 };

export function useHistory(span: HistorySpan) {
  return useQuery({
    queryKey: ['system', 'history', span],
    queryFn: ({ signal }) => getJson<SystemHistory>('/system/history', { span }, signal),
    refetchInterval: POLL_MS[span],
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** How far back one looks stands in the address. */
export function useSpan(): readonly [HistorySpan, (span: HistorySpan) => void] {
  const { span: inUrl } = useSearch({ strict: false }) as { readonly span?: string };
  const navigate = useNavigate();
  const span = SPANS.find(({ value }) => value === inUrl)?.value ?? 'hour';
  const change = (next: HistorySpan) => {
    void navigate({ to: '.', search: (next === 'hour' ? {} : { span: next }) as never, replace: true });
  };
  return [span, change];
}
