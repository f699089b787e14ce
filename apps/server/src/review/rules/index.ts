import type { ReviewRule } from '../review-rule.ts';
import { aboveLimit } from './above-limit.ts';
import { customerEnded } from './customer-ended.ts';
import { maybeSame } from './maybe-same.ts';
import { neverSeen } from './never-seen.ts';
import { noLabel } from './no-label.ts';
import { notSeen } from './not-seen.ts';
import { operatorLeft } from './operator-left.ts';
import { possibleClone } from './possible-clone.ts';
import { privateMac } from './private-mac.ts';

/** What is looked for among the devices. To add one: a name in the domain's `reviewRules`, a file beside these, a line here. */
export const REVIEW_RULES: readonly ReviewRule[] = [
  possibleClone,
  maybeSame,
  aboveLimit,
  customerEnded,
  privateMac,
  operatorLeft,
  neverSeen,
  notSeen,
  noLabel,
];
