import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import { outsideReachIn } from '../db/reach/reach.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { ReviewRule, ReviewScope } from './review-rule.ts';
import { REVIEW_RULES } from './rules/index.ts';

/** So many customers are looked at in one statement: none holds the database for long. */
const CUSTOMERS_PER_PART = 20_000;

/** Looks through all devices by all rules. How many findings came, changed or went. */
export async function refreshAllFindings(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from customers`.execute(
    db,
  );
  const last = rows[0]?.last ?? 0;
  let changed = 0;
  for (let from = 1; from <= last; from += CUSTOMERS_PER_PART) {
    const to = from + CUSTOMERS_PER_PART - 1;
    changed += await refreshFindings(db, (id) => sql`${id} between ${from} and ${to}`);
  }
  return changed;
}

/** The same for some customers. In a transaction it sees what that has changed. */
export async function refreshFindingsOf(
  db: Db | Tx,
  customerIds: readonly number[],
  rules: readonly ReviewRule[] = REVIEW_RULES,
): Promise<number> {
  const ids = [...new Set(customerIds)];
  return ids.length === 0 ? 0 : refreshFindings(db, (id) => sql`${id} = any(${ids}::bigint[])`, rules);
}

async function refreshFindings(
  db: Db | Tx,
  scope: ReviewScope,
  rules: readonly ReviewRule[] = REVIEW_RULES,
): Promise<number> {
  const { reviewNotSeenDays } = await readSettings(db);
  let changed = 0;
  // What is found is the same for everybody, whoever has it looked up; what is shown of it is theirs.
  await outsideReachIn(db, async () => {
    for (const rule of rules) {
      const found = rule.find(scope, { notSeenDays: reviewNotSeenDays });
      changed += await store(db, rule.name, scope, found);
    }
  });
  return changed;
}

/** What is found no more goes; what is new or rests on something else is written, kept where somebody kept just that. */
async function store(
  db: Db | Tx,
  rule: string,
  scope: ReviewScope,
  find: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ changed: number }>`
    with found as materialized (${find}),
         gone as (
           delete from review_findings f
            where f.rule = ${rule} and ${scope(sql`f.customer_id`)}
              and not exists (select from found where found.device_id = f.device_id)
           returning 1),
         written as (
           insert into review_findings as known (device_id, rule, customer_id, since, fingerprint, facts, kept_id)
           select found.device_id, ${rule}, found.customer_id, found.since, found.fingerprint, found.facts,
                  (select max(r.id) from review_decisions r
                    where r.device_id = found.device_id and r.rule = ${rule} and r.fingerprint = found.fingerprint
                      and r.decision = 'keep' and r.undone_at is null)
             from found
            where not exists (select from review_findings f
                               where f.device_id = found.device_id and f.rule = ${rule} and f.fingerprint = found.fingerprint
                                 and f.customer_id = found.customer_id and f.facts = found.facts)
            order by found.device_id
           on conflict (device_id, rule) do update
              set customer_id = excluded.customer_id, fingerprint = excluded.fingerprint, facts = excluded.facts,
                  kept_id = excluded.kept_id,
                  since = case when known.fingerprint = excluded.fingerprint then known.since else excluded.since end
           returning 1)
    select (select count(*) from gone) + (select count(*) from written) as changed`.execute(db);
  return rows[0]?.changed ?? 0;
}
