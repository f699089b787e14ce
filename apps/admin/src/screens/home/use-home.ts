import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Home } from '../../api/types.ts';

const KEY = ['home'];
const TOPICS: readonly LiveTopic[] = ['sessions', 'attempts', 'payments', 'review', 'changes'];
const POLL_MS = 5_000;
/** Routers fall silent by the clock alone. */
const REST_MS = 15_000;
/** A database that hangs must not leave the last good news standing. */
const ANSWER_MS_MAX = 8_000;

/** Is everything all right? Kept fresh while one looks. */
export function useHome() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      getJson<Home>('/home', {}, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)])),
    refetchInterval: useLive(TOPICS, KEY, POLL_MS, REST_MS),
    retry: false,
  });
}
