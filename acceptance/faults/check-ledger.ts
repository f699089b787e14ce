import pg from 'pg';
import type { AccountingLedger, LedgerEntry } from './accounting-ledger.ts';

type Stored = {
  readonly acct_session_id: string;
  readonly started_ms: number;
  readonly ended: boolean;
  readonly terminate_cause: string | null;
  readonly session_seconds: number;
  readonly input_bytes: number;
  readonly output_bytes: number;
};

/** Clocks of the test and of the product are one; a packet that waited in a socket may differ by this much. */
const START_MS_MAX = 15_000;

/**
 * Holds the database against what the routers were told: each session whose events were answered is one row, with at
 * least what was answered and at most what was sent; a Stop that was answered has ended it; and usage is the sum of
 * the rows. Returns what is wrong, in words.
 */
export async function checkLedger(databaseUrl: string, ledger: AccountingLedger): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Stored>(
      `select acct_session_id, extract(epoch from started_at)::float8 * 1000 as started_ms,
              ended_at is not null as ended, terminate_cause, session_seconds::float8,
              input_bytes::float8, output_bytes::float8
         from sessions`,
    );
    const stored = Map.groupBy(rows, (row) => row.acct_session_id);
    const told = Map.groupBy(ledger.entries, (entry) => entry.acctSessionId);
    const problems = [...told].flatMap(([id, entries]) => checkSession(entries, stored.get(id) ?? []));
    return [...problems, ...(await checkUsage(client))];
  } finally {
    await client.end();
  }
}

function checkSession(entries: readonly LedgerEntry[], rows: readonly Stored[]): string[] {
  const [first] = entries;
  const answered = entries.filter(({ answeredAt }) => answeredAt !== null);
  if (first === undefined || answered.length === 0) return [];
  const [row] = rows;
  if (row === undefined) return [`${first.acctSessionId}: answered ${answered.length} times and not stored`];
  const problems: string[] = [];
  const expect = (is: boolean, sentence: string): void => {
    if (!is) problems.push(`${first.acctSessionId}: ${sentence}`);
  };
  expect(rows.length === 1, `stored ${rows.length} times`);
  const stop = entries.find(({ event }) => event === 'Stop');
  if (stop !== undefined && stop.answeredAt !== null) {
    expect(row.ended && row.terminate_cause === 'User-Request', 'its Stop was answered and it has not ended');
  }
  if (stop === undefined) expect(!row.ended, `nobody stopped it and it ended (${row.terminate_cause})`);
  for (const [column, field] of COUNTERS) {
    const [low, high] = [most(answered, field), most(entries, field)];
    const is = row[column];
    expect(is >= low && is <= high, `${column} is ${is}; answered ${low}, sent ${high}`);
  }
  expect(Math.abs(row.started_ms - first.startedAt) < START_MS_MAX, 'it began at another time');
  return problems;
}

const COUNTERS = [
  ['session_seconds', 'sessionSeconds'],
  ['input_bytes', 'inputBytes'],
  ['output_bytes', 'outputBytes'],
] as const;

function most(entries: readonly LedgerEntry[], field: (typeof COUNTERS)[number][1]): number {
  return Math.max(0, ...entries.map((entry) => entry[field]));
}

async function checkUsage(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{
    subscription_id: string;
    used: string | null;
    summed: string | null;
  }>(
    `select subscription_id, used_bytes || ' octets, ' || used_seconds || ' s' as used,
            octets || ' octets, ' || seconds || ' s' as summed
       from subscription_usage
       full join (select subscription_id, sum(input_bytes + output_bytes) as octets, sum(session_seconds) as seconds
                    from sessions where subscription_id is not null group by subscription_id) as sums using (subscription_id)
      where coalesce(used_bytes, 0) <> coalesce(octets, 0) or coalesce(used_seconds, 0) <> coalesce(seconds, 0)`,
  );
  return rows.map(
    (row) =>
      `subscription ${row.subscription_id}: usage ${row.used ?? 'none'}, its rows ${row.summed ?? 'none'}`,
  );
}
