import { isLiveTopic, type LiveTopic } from '@gatehouse/domain/live/live-topics';
import { makeStore, useStore } from '../store.ts';

/**
 * Whether the server tells by itself what changed. While it does not, each list is asked for again and again, as ever;
 * while it does, rarely, in case a signal was lost.
 */
export const streaming = makeStore(false);

export function useStreaming(): boolean {
  return useStore(streaming);
}

type Listener = { readonly topics: readonly LiveTopic[]; readonly hear: () => void };
const listeners = new Set<Listener>();

/**
 * Calls back when one of these changed, and when signals begin to come or end: what was missed is not known, and why they
 * ended is found out by asking. What it returns ends that.
 */
export function hearSignals(topics: readonly LiveTopic[], hear: () => void): () => void {
  const listener = { topics, hear };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One of these has changed; what we do not know of is somebody else's. */
export function signal(words: readonly string[]): void {
  const topics = new Set(words.filter(isLiveTopic));
  for (const { topics: own, hear } of listeners) if (own.some((topic) => topics.has(topic))) hear();
}

/** Signals begin to come, or end. */
export function setStreaming(on: boolean): void {
  if (streaming.get() === on) return;
  streaming.set(on);
  for (const { hear } of listeners) hear();
}
