import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { type ReviewRuleName } from '@gatehouse/domain/review/review-rules';
import { type RawBuilder, sql } from 'kysely';
import { findSought, type Sought } from '../customers/find-sought.ts';
import { matchesPerson } from '../customers/match-customers.ts';
import { countUpTo } from '../db/count-up-to.ts';
import { type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db } from '../db/open-database.ts';
import { currentReach } from '../db/reach/reach.ts';
import { readDevicePlaces, type DevicePlaces } from '../devices/device-places.ts';
import { presentDevice, selectDevices } from '../devices/device-row.ts';
import type { Page } from '../shapes.ts';
import { refreshFindingsOf } from './refresh-findings.ts';
import type { ReviewRule, ReviewSentences } from './review-rule.ts';
import type { ReviewFilters, ReviewFinding, ReviewSort } from './review.schemas.ts';
import { REVIEW_RULES } from './rules/index.ts';

const SINCE: SortColumn = { expression: sql`f.since`, type: 'timestamptz' };
const RULES = new Map<string, ReviewRule>(REVIEW_RULES.map((rule) => [rule.name, rule]));
/** A page that turns out to be half gone is read again; what goes on changing meanwhile is shown as it is. */
const READS_MAX = 3;

/** What waits for somebody, each looked at again before it is shown. */
export async function listFindings(
  db: Db,
  list: ListRequest<ReviewSort>,
  filters: ReviewFilters,
): Promise<Page<ReviewFinding>> {
  const sought = list.search === null ? null : await findSought(db, list.search, 'anything');
  const where = conditions(list.search, sought, filters);
  // Of one customer all is found anew: it is on their own page that one sees what one has just done.
  if (filters.customerId) await refreshFindingsOf(db, [filters.customerId]);
  for (let read = 1; ; read += 1) {
    const page = await readPage(selectFindings(db).where(where), list, SINCE, sql`f.id`);
    const stale = filters.customerId ? 0 : await lookAgain(db, page.rows);
    if (stale > 0 && read < READS_MAX) continue;
    const items = await present(db, page.rows);
    const total = list.count ? await countUpTo(db, sql`${FROM} where ${where}`) : null;
    return { items, nextCursor: page.nextCursor, ...(total !== null && { total }) };
  }
}

const FROM = sql`review_findings f join devices d on d.id = f.device_id join customers c on c.id = d.customer_id`;

function selectFindings(db: Db) {
  return selectDevices(db)
    .innerJoin('review_findings as f', 'f.device_id', 'd.id')
    .leftJoin('review_decisions as r', 'r.id', 'f.kept_id')
    .select([
      'f.id as finding_id',
      'f.rule',
      'f.since',
      'f.facts',
      'c.kind',
      'r.decided_by',
      'r.decided_at',
      sql<number>`f.customer_id`.as('finding_customer_id'),
    ]);
}

type FindingRow = Awaited<ReturnType<ReturnType<typeof selectFindings>['executeTakeFirstOrThrow']>>;

function conditions(
  search: string | null,
  sought: Sought | null,
  { rule, customerId, state }: ReviewFilters,
): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [state === 'kept' ? sql`f.kept_id is not null` : sql`f.kept_id is null`];
  if (search !== null && sought !== null) all.push(matches(search, sought));
  if (rule) all.push(sql`f.rule = ${rule}`);
  if (customerId) all.push(sql`d.customer_id = ${customerId}`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

/**
 * By whom and what was looked up beforehand: the findings of few customers are found by their index, and where there are
 * many, some of them are among the first that one comes to.
 */
function matches(search: string, { customerIds, devices }: Sought): RawBuilder<boolean> {
  const macs = devices.map(({ mac }) => mac);
  const hasMac = sql<boolean>`d.mac = any(${macs}::macaddr[])`;
  if (customerIds === null)
    return sql`(${hasMac} or d.customer_id in (select id from customers where ${matchesPerson(sql`search_text`, search)}))`;
  const holders = devices.map(({ customerId }) => customerId);
  return sql`(f.customer_id = any(${[...customerIds, ...holders]}::bigint[])
    and (${hasMac} or f.customer_id = any(${[...customerIds]}::bigint[])))`;
}

/** Whether what is about to be shown is still so; what is not is written down as it is now. */
async function lookAgain(db: Db, rows: readonly FindingRow[]): Promise<number> {
  const names = new Set(rows.map(({ rule }) => rule));
  const rules = REVIEW_RULES.filter(({ name }) => names.has(name));
  const customerIds = rows.flatMap((row) => [row.customer_id, row.finding_customer_id]);
  return refreshFindingsOf(db, customerIds, rules);
}

async function present(db: Db, rows: readonly FindingRow[]): Promise<ReviewFinding[]> {
  const places = await readDevicePlaces(
    db,
    rows.map(({ customer_id }) => customer_id),
  );
  const tellable = await tellableFacts(db);
  return rows.flatMap((row) => {
    const [rule, place] = [RULES.get(row.rule), places.get(row.customer_id)];
    return rule === undefined || place === undefined ? [] : [presentOne(row, rule, place, tellable)];
  });
}

type Facts = Readonly<Record<string, unknown>>;

/** A finding rests on all that is known; of the routers that it names, only those within reach are told. */
async function tellableFacts(db: Db): Promise<(facts: Facts) => Facts> {
  if (currentReach() === null) return (facts) => facts;
  const routers = await db.selectFrom('nas').select('name').execute();
  const names = new Set<unknown>(routers.map(({ name }) => name));
  return (facts) =>
    Array.isArray(facts['routers'])
      ? { ...facts, routers: facts['routers'].filter((name) => names.has(name)) }
      : facts;
}

function presentOne(
  row: FindingRow,
  rule: ReviewRule,
  place: DevicePlaces,
  tellable: (facts: Facts) => Facts,
): ReviewFinding {
  const device = presentDevice(row);
  const facts = tellable(row.facts as Facts);
  return {
    id: String(row.finding_id),
    rule: rule.name satisfies ReviewRuleName,
    since: row.since.toISOString(),
    device,
    ...inWords(
      rule.say({
        facts,
        since: row.since,
        deviceName: device.label ?? device.mac,
        customerName: device.customerName,
        customerKind: row.kind,
        addedBy: device.addedBy,
        addedAt: row.added_at,
        lastSeenAt: row.last_seen_at,
        binding: place.macBinding,
        deviceCount: place.deviceCount,
        deviceLimit: place.deviceLimit,
      }),
    ),
    newerDeviceId: typeof facts['newerId'] === 'string' ? facts['newerId'] : null,
    kept:
      row.decided_by === null || row.decided_at === null
        ? null
        : { by: row.decided_by, at: row.decided_at.toISOString() },
  };
}

function inWords({ why, ifKept, ifRemoved }: ReviewSentences) {
  return {
    why: sayInEnglish(why),
    whySaid: why,
    ifKept: sayInEnglish(ifKept),
    ifKeptSaid: ifKept,
    ifRemoved: sayInEnglish(ifRemoved),
    ifRemovedSaid: ifRemoved,
  };
}
