import type { RefusalsKnown, SituationFacts } from './situation-facts.ts';
import type { Part, Sentence, Way } from './situation-words.ts';

export const MINUTE = 60_000;
/** What was refused within this time may be refused again any minute. */
export const FRESH_MS = 15 * MINUTE;
export const SWAP_MINUTES = 10;

export function moment(at: number): Part {
  return { at, as: 'moment' };
}

type FromDevice = Pick<RefusalsKnown, 'mac' | 'vendor' | 'private' | 'device'>;

/** `Home Router`, `TP-Link (C4:…)`, `a device without an address`. */
export function nameOf({ device, mac, vendor, private: isPrivate }: FromDevice): Sentence {
  if (device !== null) return [device.name];
  if (mac === null) return ['a device without an address'];
  return [isPrivate ? 'device with a private address' : (vendor ?? 'device'), ' (', { mac }, ')'];
}

/** `an unregistered TP-Link (C4:…)`. */
export function unregistered(from: FromDevice): Sentence {
  return ['an unregistered ', ...nameOf(from)];
}

/** ` at Tower 3`. */
export function at(router: { readonly name: string } | null): string {
  return router === null ? '' : ` at ${router.name}`;
}

/** `Refused 14 times since 08:40`, `Refused at 08:40`. */
export function refusedSince({ count, since, lastAt }: RefusalsKnown): Sentence {
  if (count === 1) return ['Refused at ', moment(lastAt)];
  return [`Refused ${count.toLocaleString('en')} times since `, moment(since)];
}

/** `once, at 08:40`, `14 times since 08:40`. */
export function howOften(count: number, since: number): Sentence {
  return [count === 1 ? 'once, at ' : `${count.toLocaleString('en')} times since `, moment(since)];
}

/** What stands in the way now, where that can be told. */
export function presentReason({ present, reason }: RefusalsKnown): RefusalsKnown['reason'] | null {
  return present === 'accept' ? null : (present ?? reason);
}

/**
 * Replace first, for mostly a router was swapped; then another place, then to wait for whatever comes. The device unseen
 * longest is the one that is gone.
 */
export function waysForDevice(facts: SituationFacts, mac: string | null): readonly Way[] {
  const { devices, deviceCount, deviceLimit, swapWindow } = facts;
  const ways: Way[] = [];
  const gone = goneDevice(facts);
  if (mac !== null) {
    if (gone !== null && devices.length === deviceCount)
      ways.push({ do: 'replace', deviceId: gone.id, deviceName: gone.name, mac });
    const overLimit = deviceCount >= deviceLimit;
    ways.push({ do: 'register', mac, place: deviceCount + 1, limit: deviceLimit, overLimit });
  }
  if (swapWindow === null) ways.push({ do: 'swap-window', minutes: SWAP_MINUTES });
  return ways;
}

/** Not one that is online now; of the others the one unseen longest. `null`: there is none. */
function goneDevice({ devices, online }: SituationFacts): SituationFacts['devices'][number] | null {
  const here = new Set(online.map(({ device }) => device?.id));
  const away = devices.filter(({ id }) => !here.has(id));
  return away.toSorted((a, b) => (a.lastSeenAt ?? 0) - (b.lastSeenAt ?? 0))[0] ?? devices.at(-1) ?? null;
}

export const PASSWORD_WAYS: readonly Way[] = [{ do: 'show-password' }, { do: 'set-password' }];
