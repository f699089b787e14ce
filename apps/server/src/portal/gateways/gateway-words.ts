import { REJECT_REASONS, rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { refusalSentence } from '../refusal-sentence.ts';
import type { TextKey, Texts } from '../texts/translate.ts';

/** What gateways say of themselves, as their makers ship it (RouterOS: errors.txt), and what it means to a visitor. */
const KNOWN: readonly (readonly [RegExp, TextKey])[] = [
  [/radius server is not responding|radius timeout/i, 'gatewayNoAnswer'],
  [/already authorizing|in progress|shutting down/i, 'gatewayBusy'],
  [/no more sessions|session limit/i, 'refused_too-many-sessions'],
  [/uptime limit|session time/i, 'refused_time-exhausted'],
  [/traffic limit/i, 'refused_quota-exhausted'],
  [/not logged in/i, 'offlineLead'],
];

const QUOTED_MAX = 200;
/** Around words that may run the other way than the sentence they stand in. */
const [ISOLATE, END_OF_ISOLATE] = ['\u2068', '\u2069'];

/** A gateway's words in the visitor's language where they are known; else as they stand, as the gateway's own. */
export function gatewaySentence(texts: Texts, reply: string | null): string {
  if (reply === null) return texts.say('refused_else');
  // A Reply-Message of ours comes back as the gateway's words.
  const reason = rejectReasons.find((each) => REJECT_REASONS[each].public === reply);
  if (reason !== undefined) return refusalSentence(texts, reason, true);
  const [, known] = KNOWN.find(([words]) => words.test(reply)) ?? [];
  if (known !== undefined) return texts.say(known);
  const words = reply.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').slice(0, QUOTED_MAX);
  return texts.say('gatewaySays', { words: `${ISOLATE}${words}${END_OF_ISOLATE}` });
}
