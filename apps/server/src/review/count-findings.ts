import { REVIEW_RULE_LABELS, reviewRules } from '@gatehouse/domain/review/review-rules';
import { sql } from 'kysely';
import { countUpTo } from '../db/count-up-to.ts';
import type { Db } from '../db/open-database.ts';
import type { ReviewCounts } from './review.schemas.ts';

/** How many wait, by rule: for the menu and the filters. */
export async function countFindings(db: Db): Promise<ReviewCounts> {
  const rules = await Promise.all(
    reviewRules.map(async (rule) => ({
      rule,
      label: REVIEW_RULE_LABELS[rule],
      open: await countUpTo(db, sql`review_findings where rule = ${rule} and kept_id is null`),
    })),
  );
  return { open: rules.reduce((sum, { open }) => sum + (open ?? 10_000), 0), rules };
}
