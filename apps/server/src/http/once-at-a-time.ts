import { currentReach } from '../db/reach/reach.ts';

/**
 * Whoever asks while an answer is being found, or just after, gets that answer: what anyone may ask, as often as they
 * like, costs the database one look in `keepMs`. Those with a limited reach share it with nobody who has another.
 */
export function onceAtATime<T>(find: () => Promise<T>, keepMs: number): () => Promise<T> {
  const current = new Map<string, Promise<T>>();
  return () => {
    const whose = JSON.stringify(currentReach());
    const found = current.get(whose);
    if (found !== undefined) return found;
    const finding = find();
    current.set(whose, finding);
    const forget = (): void => {
      setTimeout(() => {
        if (current.get(whose) === finding) current.delete(whose);
      }, keepMs).unref();
    };
    finding.then(forget, forget);
    return finding;
  };
}
