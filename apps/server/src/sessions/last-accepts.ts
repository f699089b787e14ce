import type { MacAddress } from '@gatehouse/domain/mac-address';
import { hashOctets, hashText } from '../hash-text.ts';
import type { SessionOwner } from './session-row.ts';

/** Entries of one set: a new one takes the place of the oldest of its set. */
const WAYS = 2;

const KEY = 0;
const CUSTOMER_ID = 1;
const SUBSCRIPTION_ID = 2;
const TIME = 3;
const FIELDS = 4;

export type LastAccepts = {
  /** One call per Accept. `sessionKey`: of the Access-Request's Acct-Session-Id, 0 when it carried none. */
  remember(
    nasId: number,
    sessionKey: number,
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
  // The fields of an entry, and the entries of a set, side by side: a set is a line of the cache.
  const entries = new Float64Array(sets * WAYS * FIELDS);

  function put(key: number, customerId: number, subscriptionId: number, now: number): void {
    const at = placeFor(key);
    entries[at + KEY] = key;
    entries[at + CUSTOMER_ID] = customerId;
    entries[at + SUBSCRIPTION_ID] = subscriptionId;
    entries[at + TIME] = now;
  }

  /** The key's own entry, else the oldest of its set. */
  function placeFor(key: number): number {
    const first = (key & (sets - 1)) * WAYS * FIELDS;
    let oldest = first;
    for (let at = first; at < first + WAYS * FIELDS; at += FIELDS) {
      if (entries[at + KEY] === key) return at;
      if ((entries[at + TIME] ?? 0) < (entries[oldest + TIME] ?? 0)) oldest = at;
    }
    return oldest;
  }

  function get(key: number): SessionOwner | null {
    const at = placeFor(key);
    const customerId = entries[at + CUSTOMER_ID] ?? 0;
    if (entries[at + KEY] !== key || customerId === 0) return null;
    const subscriptionId = entries[at + SUBSCRIPTION_ID] ?? 0;
    return { customerId, subscriptionId: subscriptionId === 0 ? null : subscriptionId };
  }

  return {
    remember(nasId, sessionKey, mac, customerId, subscriptionId, now) {
      const subscription = subscriptionId ?? 0;
      if (sessionKey !== 0) put(sessionKey, customerId, subscription, now);
      if (mac !== null) put(macKey(nasId, mac), customerId, subscription, now);
    },
    find(nasId, acctSessionId, mac) {
      const bySession = acctSessionId === null ? null : get(hashText(acctSessionId, nasId));
      return bySession ?? (mac === null ? null : get(macKey(nasId, mac)));
    },
  };
}

/** A session of a NAS, for `remember`: the Acct-Session-Id is `length` octets at `offset` (RFC 2866 §5.5). */
export function sessionKey(nasId: number, octets: Uint8Array, offset: number, length: number): number {
  return hashOctets(octets, offset, length, nasId);
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
