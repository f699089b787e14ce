import type { MacAddress } from '@gatehouse/domain/mac-address';

const TRIES_UNDELAYED = 2;
const DELAY_STEP_MS = 125;
const DELAY_MS_MAX = 500;
/** So long after the last wrong try nothing is held against anyone. */
const FORGOTTEN_AFTER_MS = 60_000;
const GUESSERS_MAX = 10_000;
const WAITING_MAX = 1_000;

type WrongTries = { count: number; lastAt: number };

/**
 * Slows guessing: a Reject for a wrong credential waits longer with every further wrong try by the same username
 * and device. A bounded number waits; beyond that Rejects leave at once, so that nobody can fill memory.
 */
export class SlowGuessing {
  /** In the order of the last try. */
  readonly #tries = new Map<string, WrongTries>();
  #waiting = 0;

  /** Calls `reject` at once or after at most 500 ms. */
  answer(username: string, mac: MacAddress | null, now: number, reject: () => void): void {
    const delayMs = this.#countTry(`${mac ?? ''} ${username}`, now);
    if (delayMs === 0 || this.#waiting >= WAITING_MAX) return reject();
    this.#waiting += 1;
    setTimeout(() => {
      this.#waiting -= 1;
      reject();
    }, delayMs);
  }

  get waiting(): number {
    return this.#waiting;
  }

  #countTry(key: string, now: number): number {
    const known = this.#tries.get(key);
    const count = known !== undefined && now - known.lastAt < FORGOTTEN_AFTER_MS ? known.count + 1 : 1;
    this.#tries.delete(key);
    this.#tries.set(key, { count, lastAt: now });
    if (this.#tries.size > GUESSERS_MAX) this.#forgetOldest();
    return Math.min(Math.max(0, count - TRIES_UNDELAYED) * DELAY_STEP_MS, DELAY_MS_MAX);
  }

  #forgetOldest(): void {
    for (const key of this.#tries.keys()) {
      this.#tries.delete(key);
      return;
    }
  }
}
