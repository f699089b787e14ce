import type { Situation } from '../../../api/types.ts';
import { formatMoment } from '../../../parts/format/time.ts';

/** `Refused at 08:40`, but `Refused yesterday 22:10`: a time that is no hour of today says itself when it was. */
export function withoutAt(sentence: Situation['sentence'], now: number): Situation['sentence'] {
  return sentence.map((part, index) => {
    const next = sentence[index + 1];
    if (typeof part !== 'string' || typeof next !== 'object' || !('at' in next) || next.as !== 'moment')
      return part;
    const isOfToday = /^\d{1,2}:/.test(formatMoment(Date.parse(next.at), now));
    return isOfToday ? part : part.replace(/\bat $/, '');
  });
}
