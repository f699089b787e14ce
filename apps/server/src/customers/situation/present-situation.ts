import type { Situation as JudgedSituation } from '@gatehouse/domain/customers/situation/judge-situation';
import { labelOf, type Way } from '@gatehouse/domain/customers/situation/situation-words';
import { partsInEnglish, sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import type { Situation, SituationWay } from './situation.schemas.ts';

export function presentSituation(judged: JudgedSituation, now: number): Situation {
  const { code, meaning, sentence, details, ways } = judged;
  return {
    code,
    meaning,
    text: sayInEnglish(sentence),
    sentence: partsInEnglish(sentence),
    sentenceSaid: sentence,
    details: details.map(partsInEnglish),
    detailsSaid: [...details],
    ways: ways.map(presentWay),
    at: new Date(now).toISOString(),
  };
}

export function presentWay(way: Way): SituationWay {
  const labelSaid = labelOf(way);
  return { ...way, label: sayInEnglish(labelSaid), labelSaid };
}
