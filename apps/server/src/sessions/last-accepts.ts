import type { MacAddress } from '@gatehouse/domain/mac-address';
import { hashText } from '../hash-text.ts';
import type { SessionOwner } from './session-row.ts';

/** Entries of one set: a new one takes the place of the oldest of its set. */
const WAYS = 4;

export type LastAccepts = {
  /** One call per Accept. `acctSessionId` as the Access-Request carried it, `null` when it did not. */
  remember(
    nasId: number,
    acctSessionId: string | null,
    mac: MacAddress | null,
    customerId: number,
    subscriptionId: number | null,
    now: number,
  ): void;
  /** By Acct-Session-Id, else by MAC, at the same NAS. `null`: no Accept is remembered. */
  find(nasId: number, acctSessionId: string | null, mac: MacAddress | null): SessionOwner | null;
};

/**
 * Whose the last Accepts were, for NASes that do not send our Class back (radius.md, "A session's
 * owner"). Of a fixed size: a set-associative table of numbers, nothing is allocated per login.
 *
 * @param capacity entries; an Accept takes up to two. 32 octets each.
 */
export function openLastAccepts(capacity = 1 << 18): LastAccepts {
  const sets = 2 ** Math.max(0, Math.floor(Math.log2(capacity / WAYS)));
  const keys = new Float64Array(sets * WAYS);
  const customers = new Float64Array(sets * WAYS);
  const subscriptions = new Float64Array(sets * WAYS);
  const times = new Float64Array(sets * WAYS);

  function put(key: number, customerId: number, subscriptionId: number, now: number): void {
    const slot = slotFor(key);
    keys[slot] = key;
    customers[slot] = customerId;
    subscriptions[slot] = subscriptionId;
    times[slot] = now;
  }

  /** The key's own slot, else the oldest of its set. */
  function slotFor(key: number): number {
    const first = (key % sets) * WAYS;
    let oldest = first;
    for (let slot = first; slot < first + WAYS; slot++) {
      if (keys[slot] === key) return slot;
      if ((times[slot] ?? 0) < (times[oldest] ?? 0)) oldest = slot;
    }
    return oldest;
  }

  function get(key: number): SessionOwner | null {
    const slot = slotFor(key);
    const customerId = customers[slot] ?? 0;
    if (keys[slot] !== key || customerId === 0) return null;
    const subscriptionId = subscriptions[slot] ?? 0;
    return { customerId, subscriptionId: subscriptionId === 0 ? null : subscriptionId };
  }

  return {
    remember(nasId, acctSessionId, mac, customerId, subscriptionId, now) {
      const subscription = subscriptionId ?? 0;
      if (acctSessionId !== null) put(sessionKey(nasId, acctSessionId), customerId, subscription, now);
      if (mac !== null) put(macKey(nasId, mac), customerId, subscription, now);
    },
    find(nasId, acctSessionId, mac) {
      const bySession = acctSessionId === null ? null : get(sessionKey(nasId, acctSessionId));
      return bySession ?? (mac === null ? null : get(macKey(nasId, mac)));
    },
  };
}

function sessionKey(nasId: number, acctSessionId: string): number {
  return hashText(acctSessionId, nasId);
}

/** 53 bits of NAS and MAC, spread; told apart from a session's key by its seed. */
function macKey(nasId: number, mac: number): number {
  const high = Math.floor(mac / 0x1000000);
  const low = mac % 0x1000000;
  const a = Math.imul(high ^ Math.imul(nasId, 0x9e3779b1), 0x85ebca6b) ^ low;
  const b = Math.imul(low ^ Math.imul(nasId, 0xc2b2ae35), 0x27d4eb2f) ^ high;
  return spread(a) * 0x200000 + (spread(b) >>> 11) + 1;
}

function spread(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
