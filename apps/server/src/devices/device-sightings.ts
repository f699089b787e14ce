import type { MacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';
import { macArray, millisArray } from '../db/array-literal.ts';
import { hashNumber } from '../number-index.ts';

/** When registered devices were last seen, written behind the logins' backs. */
export type DeviceSightings = {
  /** Returns at once. `at` is milliseconds since the epoch. A MAC that nobody registered changes nothing. */
  saw(mac: MacAddress, at: number): void;
  /** When this process saw the device last, written or not; `null`: it has not, or has forgotten it. */
  seenAt(mac: MacAddress): number | null;
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

type Sighting = { readonly mac: MacAddress; readonly at: number };

/** Devices told apart. Beyond this it begins anew: seen-times are worth less than memory. */
const DEVICES_MAX = 1 << 20;
/** One turn looks at so many devices and writes so many: no login waits long for it. */
const SLOTS_PER_TURN = 16_384;
const ROWS_PER_WRITE = 200;
const NEXT_TURN_MS = 80;
/** At the end nobody logs in any more. */
const ROWS_PER_LAST_WRITE = 5_000;
const PAUSE_PER_WORK = 9;
const CLOSE_MS_MAX = 2_000;

export function openDeviceSightings(options: DeviceSightingsOptions): DeviceSightings {
  const { pool, onError, clock } = options;
  const perDeviceMs = options.perDeviceMs ?? 60_000;
  const flushEveryMs = options.flushEveryMs ?? 2_000;
  let seen = new SeenDevices();
  let scanned = 0;
  let closed = false;
  let writing: Promise<void> = Promise.resolve();
  let timer = setTimeout(turn, flushEveryMs).unref();

  /** A busy database is asked less often: at most a tenth of its time goes into this. */
  function turn(): void {
    const startedAt = clock();
    writing = write(startedAt - perDeviceMs, SLOTS_PER_TURN, ROWS_PER_WRITE).then((written) => {
      if (closed) return;
      const mayRest = scanned === 0 || written === null;
      const pauseMs = PAUSE_PER_WORK * (clock() - startedAt);
      timer = setTimeout(turn, Math.max(mayRest ? flushEveryMs : NEXT_TURN_MS, pauseMs)).unref();
    });
  }

  /** Goes on round the devices, a bounded way, and writes those last written before `writtenBefore`. `null`: it failed. */
  async function write(writtenBefore: number, slotsMax: number, rowsMax: number): Promise<number | null> {
    const devices = seen;
    const due: Sighting[] = [];
    for (let i = 0; i < slotsMax && due.length < rowsMax; i += 1) {
      if (devices.isDue(scanned, writtenBefore)) due.push(devices.sighting(scanned));
      scanned = scanned + 1 < devices.slots ? scanned + 1 : 0;
      if (scanned === 0) break;
    }
    if (due.length === 0) return 0;
    try {
      await writeSightings(pool, due);
      for (const sighting of due) devices.markWritten(sighting, clock());
      return due.length;
    } catch (error) {
      onError(error);
      return null;
    }
  }

  /** Everything that waits, until a whole round finds nothing or the time is over. */
  async function writeAll(until: number): Promise<void> {
    scanned = 0;
    while (clock() < until) {
      const written = await write(Number.POSITIVE_INFINITY, seen.slots, ROWS_PER_LAST_WRITE);
      if (written === null || written === 0) return;
    }
  }

  return {
    saw(mac, at) {
      if (seen.count >= DEVICES_MAX) {
        seen = new SeenDevices();
        scanned = 0;
      }
      seen.see(mac, at);
    },
    seenAt: (mac) => seen.seenAt(mac),
    async close() {
      closed = true;
      clearTimeout(timer);
      await writing;
      await writeAll(clock() + CLOSE_MS_MAX);
    },
  };
}

const MAC = 0;
const SEEN_AT = 1;
/** The sighting that is in the database, and when it came there. */
const STORED_AT = 2;
const WRITTEN_AT = 3;
const FIELDS = 4;

/**
 * By MAC, open addressed, the fields of a device side by side: a login must not allocate for this, nor miss the
 * cache more than once, and a minute of logins must not be a minute of garbage.
 */
class SeenDevices {
  count = 0;
  #slots = new Float64Array(1024 * FIELDS);

  get slots(): number {
    return this.#slots.length / FIELDS;
  }

  see(mac: MacAddress, at: number): void {
    let from = this.#find(mac);
    if (this.#slots[from + MAC] === 0) {
      this.count += 1;
      if (this.count * 2 > this.slots) {
        this.#grow();
        from = this.#find(mac);
      }
      this.#slots[from + MAC] = mac;
    }
    if (at > (this.#slots[from + SEEN_AT] as number)) this.#slots[from + SEEN_AT] = at;
  }

  seenAt(mac: MacAddress): number | null {
    const from = this.#find(mac);
    return this.#slots[from + MAC] === mac ? (this.#slots[from + SEEN_AT] as number) : null;
  }

  isDue(slot: number, writtenBefore: number): boolean {
    const from = slot * FIELDS;
    return (
      (this.#slots[from + SEEN_AT] as number) > (this.#slots[from + STORED_AT] as number) &&
      (this.#slots[from + WRITTEN_AT] as number) < writtenBefore
    );
  }

  sighting(slot: number): Sighting {
    const from = slot * FIELDS;
    return { mac: this.#slots[from + MAC] as MacAddress, at: this.#slots[from + SEEN_AT] as number };
  }

  markWritten({ mac, at }: Sighting, now: number): void {
    const from = this.#find(mac);
    this.#slots[from + STORED_AT] = at;
    this.#slots[from + WRITTEN_AT] = now;
  }

  /** Where the slot of this MAC begins, or the empty one where it would go. No device has the MAC 0. */
  #find(mac: MacAddress): number {
    const slots = this.#slots;
    const mask = this.slots - 1;
    let slot = hashNumber(mac) & mask;
    while (slots[slot * FIELDS + MAC] !== mac && slots[slot * FIELDS + MAC] !== 0) slot = (slot + 1) & mask;
    return slot * FIELDS;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(old.length * 2);
    for (let from = 0; from < old.length; from += FIELDS) {
      if (old[from + MAC] === 0) continue;
      this.#slots.set(old.subarray(from, from + FIELDS), this.#find(old[from + MAC] as MacAddress));
    }
  }
}

/** In the order of the MACs, so that two radius processes never wait for each other. */
async function writeSightings(pool: pg.Pool, sightings: readonly Sighting[]): Promise<void> {
  const sorted = [...sightings].sort((a, b) => a.mac - b.mac);
  await pool.query({
    name: 'write-sightings',
    text: WRITE_SIGHTINGS,
    values: [macArray(sorted.map(({ mac }) => mac)), millisArray(sorted.map(({ at }) => at))],
  });
}

const WRITE_SIGHTINGS = `
  update devices set last_seen_at = seen.at
    from (select mac, to_timestamp(at / 1000.0) as at from unnest($1::macaddr[], $2::float8[]) as row (mac, at)) seen
   where devices.mac = seen.mac and (devices.last_seen_at is null or devices.last_seen_at < seen.at)`;
