import { makeStore, useStore } from './store.ts';

/** True from the call that was refused because the sign-in has ended, until one has signed in again. */
export const signedOut = makeStore(false);

export function useSignedOut(): boolean {
  return useStore(signedOut);
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('gatehouse-sign-in');

/** Tells the other tabs of this browser. */
export function tellTabs(what: 'in' | 'out'): void {
  channel?.postMessage(what);
}

/** Hears when another tab signs in or out; what it returns ends that. */
export function hearTabs(listener: (what: 'in' | 'out') => void): () => void {
  const onMessage = ({ data }: MessageEvent) => {
    if (data === 'in' || data === 'out') listener(data);
  };
  channel?.addEventListener('message', onMessage);
  return () => channel?.removeEventListener('message', onMessage);
}
