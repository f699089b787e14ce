import { askOverHttp } from '../../outgoing/ask-over-http.ts';
import type { OwnPorts } from '../../outgoing/may-ask.ts';
import type { ProviderIo } from './provider.ts';

/** Less than a call of our own API may take. */
const ANSWER_MS_MAX = 8_000;
const ANSWER_OCTETS_MAX = 64 * 1024;
const KEPT_MAX = 200;

/** An answer that is longer than anything a provider has to say. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

type IoParts = {
  readonly ownPorts: () => OwnPorts;
  readonly now: () => number;
  readonly answerMsMax?: number;
};

/** One per process: what it keeps, it keeps in memory. */
export function openProviderIo({ ownPorts, now, answerMsMax = ANSWER_MS_MAX }: IoParts): ProviderIo {
  const kept = new Map<string, { readonly value: Promise<string>; readonly until: number }>();
  return {
    now,
    async ask(question) {
      const max = { ms: answerMsMax, octets: ANSWER_OCTETS_MAX };
      const { status, text, isWhole } = await askOverHttp(question, max, ownPorts());
      if (!isWhole) throw new AnswerTooLong();
      return { status, body: text };
    },
    keep(key, seconds, find) {
      const known = kept.get(key);
      if (known !== undefined && known.until > now()) return known.value;
      const value = find();
      if (kept.size >= KEPT_MAX) kept.clear();
      kept.set(key, { value, until: now() + seconds * 1000 });
      value.catch(() => kept.delete(key));
      return value;
    },
    forget: (key) => void kept.delete(key),
  };
}
