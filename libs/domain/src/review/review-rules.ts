/** What a careful owner would ask about a registered device, in the order of its weight. */
export const reviewRules = [
  'possible-clone',
  'maybe-same',
  'above-limit',
  'customer-ended',
  'private-mac',
  'operator-left',
  'never-seen',
  'not-seen',
  'no-label',
] as const;

export type ReviewRuleName = (typeof reviewRules)[number];

/** How a list names them. */
export const REVIEW_RULE_LABELS: Readonly<Record<ReviewRuleName, string>> = {
  'possible-clone': 'Possible clone',
  'maybe-same': 'Maybe the same device',
  'above-limit': 'Above the limit',
  'customer-ended': 'Customer left',
  'private-mac': 'Private address',
  'operator-left': 'Added by someone who left',
  'never-seen': 'Never seen',
  'not-seen': 'Not seen for long',
  'no-label': 'No label',
};

export function isReviewRule(word: string): word is ReviewRuleName {
  return (reviewRules as readonly string[]).includes(word);
}
