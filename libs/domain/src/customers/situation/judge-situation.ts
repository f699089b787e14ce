import type { Said } from '../../said/said.ts';
import { refusedRules } from './refused-rules.ts';
import { quietRules } from './quiet-rules.ts';
import { detailsOf } from './situation-details.ts';
import type { SituationFacts } from './situation-facts.ts';
import type { SituationCode, SituationMeaning, Way } from './situation-words.ts';
import { standingRules } from './standing-rules.ts';

/** What one rule says of it. */
export type Verdict = {
  readonly code: SituationCode;
  readonly meaning: SituationMeaning;
  readonly sentence: Said;
  /** What helps, the most likely first. */
  readonly ways: readonly Way[];
};

export type Situation = Verdict & {
  /** What else one wants to know then, a sentence each. */
  readonly details: readonly Said[];
};

/** Says something where it applies, else `null`. */
export type SituationRule = (facts: SituationFacts) => Verdict | null;

/** The first that has something to say says how things stand. */
export const SITUATION_RULES: readonly SituationRule[] = [...standingRules, ...refusedRules, ...quietRules];

/** How things stand with a customer, in one sentence, and the way out. Pure; says something of everybody. */
export function judgeSituation(facts: SituationFacts): Situation {
  for (const rule of SITUATION_RULES) {
    const verdict = rule(facts);
    if (verdict !== null) return { ...verdict, details: detailsOf(facts, verdict.code) };
  }
  throw new Error('The last rule says something of everybody.');
}
