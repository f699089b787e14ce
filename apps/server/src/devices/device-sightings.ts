import { formatMacAddress, type MacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';
import { NumberIndex } from '../number-index.ts';

/** When registered devices were last seen, written behind the logins' backs. */
export type DeviceSightings = {
  /** Returns at once. `at` is milliseconds since the epoch. A MAC that nobody registered changes nothing. */
  saw(mac: MacAddress, at: number): void;
  /** Writes what waits, for 2 s at most, and stops. */
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

type Sighting = { readonly row: number; readonly mac: MacAddress; readonly at: number };

/** Devices told apart. Beyond this it begins anew: seen-times are worth less than memory. */
const DEVICES_MAX = 1 << 20;
const ROWS_PER_WRITE = 5_000;
const CLOSE_MS_MAX = 2_000;
const NO_ROW = -1;

export function openDeviceSightings(options: DeviceSightingsOptions): DeviceSightings {
  const { pool, onError, clock } = options;
  const perDeviceMs = options.perDeviceMs ?? 60_000;
  let seen = new SeenDevices();
  let scanned = 0;
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    writing = writing.then(async () => void (await write(clock() - perDeviceMs)));
  }, options.flushEveryMs ?? 2_000);
  timer.unref();

  /** Writes those last written before `writtenBefore`, a bounded number, each in its turn; says how many. */
  async function write(writtenBefore: number): Promise<number> {
    const devices = seen;
    const due: Sighting[] = [];
    for (let i = 0; i < devices.count && due.length < ROWS_PER_WRITE; i += 1) {
      scanned = (scanned + 1) % devices.count;
      if (devices.isDue(scanned, writtenBefore)) due.push(devices.sighting(scanned));
    }
    if (due.length === 0) return 0;
    try {
      await writeSightings(pool, due);
      for (const { row, at } of due) devices.markWritten(row, at, clock());
      return due.length;
    } catch (error) {
      onError(error);
      return 0;
    }
  }

  return {
    saw(mac, at) {
      if (seen.count >= DEVICES_MAX) seen = new SeenDevices();
      seen.see(mac, at);
    },
    async close() {
      clearInterval(timer);
      await writing;
      const until = clock() + CLOSE_MS_MAX;
      while (clock() < until && (await write(Number.POSITIVE_INFINITY)) > 0);
    },
  };
}

/** Flat columns: a login must not allocate for this, and a minute of logins must not be a minute of garbage. */
class SeenDevices {
  count = 0;
  readonly #rows = new NumberIndex();
  #mac = new Float64Array(1024);
  #seenAt = new Float64Array(1024);
  /** The sighting that is in the database, and when it came there. */
  #storedAt = new Float64Array(1024);
  #writtenAt = new Float64Array(1024);

  see(mac: MacAddress, at: number): void {
    let row = this.#rows.get(mac);
    if (row === NO_ROW) row = this.#add(mac);
    if (at > (this.#seenAt[row] ?? 0)) this.#seenAt[row] = at;
  }

  isDue(row: number, writtenBefore: number): boolean {
    return (
      (this.#seenAt[row] ?? 0) > (this.#storedAt[row] ?? 0) && (this.#writtenAt[row] ?? 0) < writtenBefore
    );
  }

  sighting(row: number): Sighting {
    return { row, mac: (this.#mac[row] ?? 0) as MacAddress, at: this.#seenAt[row] ?? 0 };
  }

  markWritten(row: number, storedAt: number, now: number): void {
    this.#storedAt[row] = storedAt;
    this.#writtenAt[row] = now;
  }

  #add(mac: MacAddress): number {
    const row = this.count;
    this.count += 1;
    if (row >= this.#mac.length) {
      this.#mac = doubled(this.#mac);
      this.#seenAt = doubled(this.#seenAt);
      this.#storedAt = doubled(this.#storedAt);
      this.#writtenAt = doubled(this.#writtenAt);
    }
    this.#rows.set(mac, row);
    this.#mac[row] = mac;
    return row;
  }
}

function doubled(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(column.length * 2);
  grown.set(column);
  return grown;
}

/** In the order of the MACs, so that two radius processes never wait for each other. */
async function writeSightings(pool: pg.Pool, sightings: readonly Sighting[]): Promise<void> {
  const sorted = [...sightings].sort((a, b) => a.mac - b.mac);
  await pool.query(
    `update devices set last_seen_at = seen.at
       from (select mac, to_timestamp(at / 1000.0) as at from unnest($1::macaddr[], $2::float8[]) as row (mac, at)) seen
      where devices.mac = seen.mac and (devices.last_seen_at is null or devices.last_seen_at < seen.at)`,
    [sorted.map(({ mac }) => formatMacAddress(mac)), sorted.map(({ at }) => at)],
  );
}
