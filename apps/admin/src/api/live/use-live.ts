import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { hashKey, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { askWhenSignalled } from './ask-when-signalled.ts';
import { hearSignals, useStreaming } from './live-signals.ts';

/** A signal may be lost, and some things change by the clock alone. */
const RARELY_MS = 30_000;

/**
 * Has a query asked again when one of these topics is signalled, no more often than it would be without signals.
 * @param pollMs how often it is asked while the server does not tell
 * @param restMs how often all the same, while it does
 * @returns for `refetchInterval`
 */
export function useLive(
  topics: readonly LiveTopic[],
  queryKey: QueryKey,
  pollMs: number,
  restMs = Math.max(pollMs, RARELY_MS),
): number {
  const queryClient = useQueryClient();
  const [words, key] = [topics.join(' '), hashKey(queryKey)];
  useEffect(() => {
    if (words === '') return;
    const own = JSON.parse(key) as QueryKey;
    const asking = askWhenSignalled(
      () => queryClient.refetchQueries({ queryKey: own, exact: true, type: 'active' }),
      pollMs,
    );
    const end = hearSignals(words.split(' ') as LiveTopic[], asking.signalled);
    return () => {
      end();
      asking.stop();
    };
  }, [queryClient, words, key, pollMs]);
  return useStreaming() ? restMs : pollMs;
}
