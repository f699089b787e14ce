/** What a source must have shown before it is held to it. */
export const LEARN_REQUESTS = 100;
export const LEARN_MS = 60 * 60 * 1000;
const SOURCES_MAX = 65_536;

type Learning = { count: number; since: number; learned: boolean; notBefore: number };

/**
 * Per source address: does it always send a Message-Authenticator? After 100 Access-Requests in a row over at least
 * an hour with none missing, it must (`required`). EAP requests do not count: they always carry one.
 */
export class MessageAuthenticatorLearning {
  private readonly sources = new Map<string, Learning>();

  constructor(learned: readonly string[] = []) {
    for (const source of learned) {
      this.remember(source);
    }
  }

  isLearned(source: string): boolean {
    return this.sources.get(source)?.learned ?? false;
  }

  /** Counts one verified Access-Request. True when this one tipped it: from now on the source is held to it. */
  observe(source: string, present: boolean, now: number): boolean {
    const learning = this.sources.get(source);
    if (learning === undefined) {
      if (present) this.begin(source, now);
      return false;
    }
    if (learning.learned) return false;
    if (!present || now < learning.notBefore) {
      learning.count = 0;
      return false;
    }
    if (learning.count === 0) learning.since = now;
    learning.count++;
    learning.learned = learning.count >= LEARN_REQUESTS && now - learning.since >= LEARN_MS;
    return learning.learned;
  }

  /** Learned elsewhere: from now on this source is held to it. */
  remember(source: string): void {
    this.sources.set(source, { count: 0, since: 0, learned: true, notBefore: 0 });
  }

  /** Undo. `notBefore` puts off that it is learned again (allow for a day). */
  forget(source: string, notBefore = 0): void {
    this.sources.set(source, { count: 0, since: 0, learned: false, notBefore });
  }

  private begin(source: string, now: number): void {
    // Bounded: a source that was merely counting gives way, one that was learned stays.
    if (this.sources.size >= SOURCES_MAX) {
      for (const [other, { learned }] of this.sources) {
        if (learned) continue;
        this.sources.delete(other);
        break;
      }
    }
    if (this.sources.size >= SOURCES_MAX) return;
    this.sources.set(source, { count: 1, since: now, learned: false, notBefore: 0 });
  }
}
