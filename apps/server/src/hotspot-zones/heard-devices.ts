import type { MacAddress } from '@gatehouse/domain/mac-address';
import { hashNumber } from '../number-index.ts';

export type HeardDevice = {
  readonly mac: MacAddress;
  readonly nasId: number;
  /** Milliseconds since the epoch. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
};

/** A device not heard for so long has left; heard again, it has come anew. */
export const WAITING_MS = 15 * 60_000;

const BUCKETS = 1024;
const DEVICES_PER_BUCKET = 8;

/** 0: the slot is free. */
const MAC = 0;
const ZONE = 1;
const NAS = 2;
const FIRST_AT = 3;
const LAST_AT = 4;
const COUNT = 5;
const FIELDS = 6;

/**
 * The unknown devices heard last, of all zones together: a fixed number of slots, in which the one unheard for longest gives
 * way, passers-by who asked once before those who keep asking. A flood of made-up MACs costs no memory.
 */
export class HeardDevices {
  readonly #slots = new Float64Array(BUCKETS * DEVICES_PER_BUCKET * FIELDS);

  hear(zoneId: number, mac: MacAddress, nasId: number, at: number): void {
    const slots = this.#slots;
    const slot = this.#slotOf(zoneId, mac);
    const isSame = slots[slot + MAC] === mac && slots[slot + ZONE] === zoneId;
    const stayed = isSame && (slots[slot + LAST_AT] as number) + WAITING_MS > at;
    slots[slot + MAC] = mac;
    slots[slot + ZONE] = zoneId;
    slots[slot + NAS] = nasId;
    if (!stayed) slots[slot + FIRST_AT] = at;
    slots[slot + LAST_AT] = at;
    slots[slot + COUNT] = stayed ? (slots[slot + COUNT] as number) + 1 : 1;
  }

  /**
   * Those heard in a zone since then, the latest first. Where they are too many, half of what is told are the latest, and the
   * rest who asked more than once: a crowd that walks past hides no television.
   */
  latest(zoneId: number, since: number, max: number): HeardDevice[] {
    const found: HeardDevice[] = [];
    const slots = this.#slots;
    for (let slot = 0; slot < slots.length; slot += FIELDS) {
      if (slots[slot + ZONE] !== zoneId || (slots[slot + LAST_AT] as number) <= since) continue;
      found.push({
        mac: slots[slot + MAC] as MacAddress,
        nasId: slots[slot + NAS] as number,
        firstAt: slots[slot + FIRST_AT] as number,
        lastAt: slots[slot + LAST_AT] as number,
        count: slots[slot + COUNT] as number,
      });
    }
    found.sort(latestFirst);
    if (found.length <= max) return found;
    const latest = Math.ceil(max / 2);
    const rest = found.slice(latest).sort((a, b) => weigh(b.lastAt, b.count) - weigh(a.lastAt, a.count));
    return [...found.slice(0, latest), ...rest.slice(0, max - latest)].sort(latestFirst);
  }

  /** Where this device is, or of its bucket the slot that is free or whose device gives way. */
  #slotOf(zoneId: number, mac: MacAddress): number {
    const slots = this.#slots;
    const bucket = (hashNumber(mac) ^ zoneId) & (BUCKETS - 1);
    const first = bucket * DEVICES_PER_BUCKET * FIELDS;
    let oldest = first;
    for (let i = 0; i < DEVICES_PER_BUCKET; i += 1) {
      const slot = first + i * FIELDS;
      if (slots[slot + MAC] === mac && slots[slot + ZONE] === zoneId) return slot;
      if (this.#weightOf(slot) < this.#weightOf(oldest)) oldest = slot;
    }
    return oldest;
  }

  #weightOf(slot: number): number {
    return weigh(this.#slots[slot + LAST_AT] as number, this.#slots[slot + COUNT] as number);
  }
}

/** Who asked again counts as heard for as long again as anybody waits: until then no single passer-by outlasts them. */
function weigh(lastAt: number, count: number): number {
  return count > 1 ? lastAt + WAITING_MS : lastAt;
}

function latestFirst(a: HeardDevice, b: HeardDevice): number {
  return b.lastAt - a.lastAt || a.mac - b.mac;
}
