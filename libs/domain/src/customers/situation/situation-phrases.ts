import { moment, type Said, type SaidValue, said } from '../../said/said.ts';
import type { RefusalsKnown, SituationFacts } from './situation-facts.ts';
import type { Way } from './situation-words.ts';

export const MINUTE = 60_000;
/** What was refused within this time may be refused again any minute. */
export const FRESH_MS = 15 * MINUTE;
export const SWAP_MINUTES = 10;

type FromDevice = Pick<RefusalsKnown, 'mac' | 'vendor' | 'private' | 'device'>;

/** `Home Router`, `TP-Link (C4:…)`, `a device without an address`. */
export function nameOf({ device, mac, vendor, private: isPrivate }: FromDevice): SaidValue {
  if (device !== null) return device.name;
  if (mac === null) return said('aDeviceWithoutAddress');
  if (isPrivate) return said('devicePrivate', { mac: { mac } });
  return vendor === null
    ? said('deviceUnknown', { mac: { mac } })
    : said('deviceOf', { vendor, mac: { mac } });
}

/** `an unregistered TP-Link (C4:…)`. */
export function unregistered(from: FromDevice): SaidValue {
  const { device, mac, vendor, private: isPrivate } = from;
  if (device !== null || mac === null) return nameOf(from);
  if (isPrivate) return said('anUnregisteredPrivate', { mac: { mac } });
  return vendor === null
    ? said('anUnregisteredUnknown', { mac: { mac } })
    : said('anUnregistered', { vendor, mac: { mac } });
}

/** `Home Router at Tower 3`. */
export function nameAndPlace(
  from: FromDevice & { readonly router: { readonly name: string } | null },
): SaidValue {
  const device = nameOf(from);
  return from.router === null ? device : said('deviceAtRouter', { device, router: from.router.name });
}

/** `Refused 14 times since 08:40: …`, `Refused at 08:40: …`. */
export function refusedSince({ count, since, lastAt }: RefusalsKnown, what: Said): Said {
  if (count === 1) return said('refusedOnce', { when: moment(lastAt, 'at'), what });
  return said('refusedTimes', { times: count, since: moment(since), what });
}

/** `once, at 08:40`, `14 times since 08:40`. */
export function howOften(count: number, since: number): Said {
  return count === 1
    ? said('once', { when: moment(since, 'at') })
    : said('timesSince', { times: count, since: moment(since) });
}

/** How long a swap window is still open, in minutes. */
export function minutesLeft(endsAt: number, now: number): SaidValue {
  return { seconds: 60 * Math.max(1, Math.ceil((endsAt - now) / MINUTE)) };
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

/** The same once more, or another one. Without any before there is nothing to renew. */
export function waysToPackage({ package: held }: Pick<SituationFacts, 'package'>): readonly Way[] {
  const another: Way = { do: 'give-package' };
  return held === null ? [another] : [{ do: 'renew', subscriptionId: held.subscriptionId }, another];
}

const SOON_MS = 3 * 24 * 60 * MINUTE;

/** When what runs ends in a few days, or in the last quarter of a short one, and nothing follows; `null`: not soon. */
export function endsSoon({ package: held, now }: Pick<SituationFacts, 'package' | 'now'>): number | null {
  if (held === null || !held.running || held.endsAt === null || held.isFollowed) return null;
  const soon = Math.min(SOON_MS, (held.endsAt - held.startsAt) / 4);
  return held.endsAt - now <= soon ? held.endsAt : null;
}

export const PASSWORD_WAYS: readonly Way[] = [{ do: 'show-password' }, { do: 'set-password' }];
