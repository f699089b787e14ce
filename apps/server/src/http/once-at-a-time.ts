/**
 * Whoever asks while an answer is being found, or just after, gets that answer: what anyone may ask, as often as they
 * like, costs the database one look in `keepMs`.
 */
export function onceAtATime<T>(find: () => Promise<T>, keepMs: number): () => Promise<T> {
  let current: Promise<T> | null = null;
  return () => {
    if (current !== null) return current;
    const finding = find();
    current = finding;
    const forget = (): void => {
      setTimeout(() => {
        if (current === finding) current = null;
      }, keepMs).unref();
    };
    finding.then(forget, forget);
    return finding;
  };
}
