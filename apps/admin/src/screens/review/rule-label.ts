import type { ReviewRuleName } from '@gatehouse/domain/review/review-rules';
import { say } from './texts.ts';

/** How a list names what a device is listed for. */
export function ruleLabel(rule: ReviewRuleName): string {
  return say(`rule_${rule}`);
}
