import { formatMacAddress, type MacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';

/** When registered devices were last seen, written behind the logins' backs. */
export type DeviceSightings = {
  /** Returns at once. `at` is milliseconds since the epoch. A MAC that nobody registered changes nothing. */
  saw(mac: MacAddress, at: number): void;
  /** Writes what waits, and stops. */
  close(): Promise<void>;
};

export type DeviceSightingsOptions = {
  readonly pool: pg.Pool;
  readonly onError: (error: unknown) => void;
  readonly clock: () => number;
  readonly flushEveryMs?: number;
  /** A device's row is written at most this often. */
  readonly perDeviceMs?: number;
};

/** Beyond this, further devices wait for a later login: seen-times are worth less than memory. */
const WAITING_MAX = 200_000;
const ROWS_PER_WRITE = 5_000;

export function openDeviceSightings(options: DeviceSightingsOptions): DeviceSightings {
  const { pool, onError, clock } = options;
  const perDeviceMs = options.perDeviceMs ?? 60_000;
  let waiting = new Map<MacAddress, number>();
  /** Seen again within a minute of being written: their turn comes when the minute is over. */
  let written = new Set<MacAddress>();
  let writtenBefore = new Set<MacAddress>();
  let turnedAt = clock();
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(flush, options.flushEveryMs ?? 2_000);
  timer.unref();

  function flush(): void {
    writing = writing.then(() => write(false));
  }

  function turnMinute(now: number): void {
    if (now - turnedAt < perDeviceMs) return;
    writtenBefore = written;
    written = new Set();
    turnedAt = now;
  }

  async function write(all: boolean): Promise<void> {
    turnMinute(clock());
    const due: [MacAddress, number][] = [];
    for (const [mac, at] of waiting) {
      if (!all && due.length >= ROWS_PER_WRITE) break;
      if (!all && (written.has(mac) || writtenBefore.has(mac))) continue;
      due.push([mac, at]);
    }
    for (const [mac] of due) waiting.delete(mac);
    if (due.length === 0) return;
    try {
      await writeSightings(pool, due);
      for (const [mac] of due) written.add(mac);
    } catch (error) {
      onError(error);
      const newer = waiting;
      waiting = new Map(due);
      for (const [mac, at] of newer) waiting.set(mac, at);
    }
  }

  return {
    saw(mac, at) {
      if (waiting.size < WAITING_MAX || waiting.has(mac)) waiting.set(mac, at);
    },
    async close() {
      clearInterval(timer);
      await writing;
      await write(true);
    },
  };
}

/** In the order of the MACs, so that two radius processes never wait for each other. */
async function writeSightings(
  pool: pg.Pool,
  sightings: readonly (readonly [MacAddress, number])[],
): Promise<void> {
  const sorted = [...sightings].sort(([a], [b]) => a - b);
  await pool.query(
    `update devices set last_seen_at = seen.at
       from (select * from unnest($1::macaddr[], $2::timestamptz[]) as seen (mac, at) order by mac) seen
      where devices.mac = seen.mac and (devices.last_seen_at is null or devices.last_seen_at < seen.at)`,
    [sorted.map(([mac]) => formatMacAddress(mac)), sorted.map(([, at]) => new Date(at))],
  );
}
