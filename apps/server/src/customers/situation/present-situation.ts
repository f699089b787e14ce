import type { Situation as JudgedSituation } from '@gatehouse/domain/customers/situation/judge-situation';
import {
  labelOf,
  type Part,
  type Sentence,
  sayPlainly,
  type Way,
} from '@gatehouse/domain/customers/situation/situation-words';
import type { Situation, SituationSentence, SituationWay } from './situation.schemas.ts';

export function presentSituation(judged: JudgedSituation, now: number): Situation {
  const { code, meaning, sentence, details, ways } = judged;
  return {
    code,
    meaning,
    text: sayPlainly(sentence, (at) => `${iso(at).slice(0, 16).replace('T', ' ')} UTC`),
    sentence: presentSentence(sentence),
    details: details.map(presentSentence),
    ways: ways.map(presentWay),
    at: iso(now),
  };
}

export function presentWay(way: Way): SituationWay {
  return { ...way, label: labelOf(way) };
}

export function presentSentence(sentence: Sentence): SituationSentence {
  return sentence.map(presentPart);
}

function presentPart(part: Part): SituationSentence[number] {
  return typeof part === 'object' && 'at' in part ? { ...part, at: iso(part.at) } : part;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
