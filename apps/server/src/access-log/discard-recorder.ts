import { DISCARD_REASONS, type DiscardReason } from '@gatehouse/radius/packet/discard-reasons';
import type pg from 'pg';
import { millisArray, plainArray } from '../db/array-literal.ts';

/** What was not answered, and where it came from. */
export type DiscardRecorder = {
  /** Returns at once, never throws. `nasId` is `null` where no router of ours has the address. */
  record(sourceAddress: string, reason: DiscardReason, nasId: number | null, now: number): void;
  /** Since the start, every one of them. */
  readonly totals: Readonly<Partial<Record<DiscardReason, number>>>;
  /** Discards that no line names: more sources at once than are kept apart. */
  readonly overflowed: number;
  close(): Promise<void>;
};

export type DiscardRecorderOptions = {
  readonly pool: pg.Pool;
  /** One sentence for the log, at most ten in a minute. */
  readonly warn: (sentence: string) => void;
  readonly onError: (error: unknown) => void;
  readonly flushEveryMs?: number;
};

type Discarded = {
  readonly sourceAddress: string;
  readonly reason: DiscardReason;
  readonly nasId: number | null;
  readonly firstAt: number;
  lastAt: number;
  count: number;
};

/** Sources and reasons kept apart between two writes: whoever forges addresses fills no table quickly. */
const KEPT_APART_MAX = 500;
const WARNINGS_SPAN_MS = 60_000;
const WARNINGS_PER_SPAN_MAX = 10;
const WARN_AGAIN_MS = 3_600_000;
const WARNED_MAX = 1000;

/** Counts requests without an answer by source and reason, for the list that the operator sees. */
export function openDiscardRecorder(options: DiscardRecorderOptions): DiscardRecorder {
  const { pool, warn, onError } = options;
  let counted = new Map<string, Discarded>();
  let overflowed = 0;
  const totals: Partial<Record<DiscardReason, number>> = {};
  const mayWarn = warnSeldom();
  const timer = setInterval(() => void flush(), options.flushEveryMs ?? 2000);
  timer.unref();

  function record(source: string, reason: DiscardReason, nasId: number | null, now: number): void {
    totals[reason] = (totals[reason] ?? 0) + 1;
    const sourceAddress = withoutZone(source);
    const key = `${reason} ${sourceAddress}`;
    const known = counted.get(key);
    if (known !== undefined) {
      known.count += 1;
      known.lastAt = now;
      return;
    }
    if (counted.size >= KEPT_APART_MAX) {
      overflowed += 1;
      return;
    }
    counted.set(key, { sourceAddress, reason, nasId, firstAt: now, lastAt: now, count: 1 });
    if (mayWarn(key, now)) warn(discardSentence(sourceAddress, reason, nasId !== null));
  }

  async function flush(): Promise<void> {
    if (counted.size === 0) return;
    const rows = [...counted.values()];
    counted = new Map();
    try {
      await writeDiscards(pool, rows);
    } catch (error) {
      onError(error);
      putBack(rows);
    }
  }

  function putBack(rows: readonly Discarded[]): void {
    for (const row of rows) {
      const key = `${row.reason} ${row.sourceAddress}`;
      const newer = counted.get(key);
      if (newer !== undefined) {
        counted.set(key, { ...newer, firstAt: row.firstAt, count: newer.count + row.count });
      } else if (counted.size < KEPT_APART_MAX) counted.set(key, row);
      else overflowed += row.count;
    }
  }

  return {
    record,
    totals,
    get overflowed() {
      return overflowed;
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** `fe80::1%eth0` without the interface, which no table keeps. */
function withoutZone(address: string): string {
  const at = address.indexOf('%');
  return at < 0 ? address : address.slice(0, at);
}

/** `192.0.2.7 asks, and is no router of yours.` */
export function discardSentence(sourceAddress: string, reason: DiscardReason, isRouter: boolean): string {
  if (reason === 'unknown-nas') return `${sourceAddress} asks, and is no router of yours.`;
  const who = isRouter ? `The router at ${sourceAddress}` : sourceAddress;
  return `${who} got no answer: ${DISCARD_REASONS[reason]}`;
}

/** Each source and reason once an hour, so that none hides another; of all together so many that no flood fills the log. */
function warnSeldom(): (key: string, now: number) => boolean {
  /** The one warned of longest ago stands first. */
  const warnedAt = new Map<string, number>();
  let spanEndsAt = -Infinity;
  let left = 0;
  return (key, now) => {
    if (now - (warnedAt.get(key) ?? -Infinity) < WARN_AGAIN_MS) return false;
    if (now >= spanEndsAt) [spanEndsAt, left] = [now + WARNINGS_SPAN_MS, WARNINGS_PER_SPAN_MAX];
    if (left === 0) return false;
    left -= 1;
    warnedAt.delete(key);
    warnedAt.set(key, now);
    const [oldest] = warnedAt.keys();
    if (warnedAt.size > WARNED_MAX && oldest !== undefined) warnedAt.delete(oldest);
    return true;
  };
}

/** A router that was removed meanwhile is left out of the row, not the row out of the table. */
const WRITE_DISCARDS = `
  insert into discards as known (source_address, reason, nas_id, first_at, last_at, count)
  select source_address, reason, nas.id, to_timestamp(first_at / 1000.0), to_timestamp(last_at / 1000.0), count
    from unnest($1::inet[], $2::text[], $3::bigint[], $4::float8[], $5::float8[], $6::bigint[])
      as row (source_address, reason, nas_id, first_at, last_at, count)
    left join nas on nas.id = row.nas_id
   order by source_address, reason
  on conflict (source_address, reason) do update
     set nas_id = excluded.nas_id, count = known.count + excluded.count,
         last_at = greatest(known.last_at, excluded.last_at)`;

async function writeDiscards(pool: pg.Pool, rows: readonly Discarded[]): Promise<void> {
  await pool.query(WRITE_DISCARDS, [
    plainArray(rows.map((row) => row.sourceAddress)),
    plainArray(rows.map((row) => row.reason)),
    plainArray(rows.map((row) => row.nasId)),
    millisArray(rows.map((row) => row.firstAt)),
    millisArray(rows.map((row) => row.lastAt)),
    plainArray(rows.map((row) => row.count)),
  ]);
}
