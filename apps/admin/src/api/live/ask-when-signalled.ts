/**
 * Asks at a signal: at once, and then no sooner than `gapMs` after the last time; never twice at the same time, and
 * once more where a signal came while it asked. Nothing is asked for while nobody can see it.
 */
export function askWhenSignalled(
  ask: () => Promise<unknown>,
  gapMs: number,
): { signalled(): void; stop(): void } {
  let askedAt = Number.NEGATIVE_INFINITY;
  let due = false;
  let asking = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    if (!due || asking || stopped || isHidden()) return;
    clearTimeout(timer);
    const waitMs = askedAt + gapMs - performance.now();
    if (waitMs > 0) {
      timer = setTimeout(look, waitMs);
      return;
    }
    due = false;
    asking = true;
    askedAt = performance.now();
    void ask()
      .catch(() => {})
      .finally(() => {
        asking = false;
        look();
      });
  };
  const onVisible = (): void => look();
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onVisible);
  return {
    signalled() {
      due = true;
      look();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', onVisible);
    },
  };
}

function isHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden';
}
