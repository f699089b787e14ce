import { moment, type Said, type SaidValue, said } from '../../said/said.ts';
import type { RefusalsKnown, SituationFacts } from './situation-facts.ts';
import { endsSoon, minutesLeft, nameAndPlace, presentReason, unregistered } from './situation-phrases.ts';
import type { SituationCode } from './situation-words.ts';

/** Who calls about a device wants to know which ones there are. */
const ABOUT_DEVICES: readonly SituationCode[] = [
  'unregistered-device',
  'device-of-another',
  'private-address',
  'wrong-password',
  'blocked',
  'swap-window-open',
  'nothing-heard',
  'router-silent',
  'tried-as',
];
const NAMED_MAX = 3;

/** What else one wants to know, beside the sentence itself. */
export function detailsOf(facts: SituationFacts, code: SituationCode): readonly Said[] {
  const details: Said[] = [];
  const { online, refused, swapWindow } = facts;
  const [newest] = online;
  // With binding off there are mostly none, and nothing hangs on it.
  if (ABOUT_DEVICES.includes(code) && (facts.macBinding !== 'off' || facts.deviceCount > 0))
    details.push(registered(facts));
  if (newest !== undefined && code !== 'online' && code !== 'accepted')
    details.push(said('onlineSince', { since: moment(newest.startedAt), from: nameAndPlace(newest) }));
  if (newest !== undefined && code === 'online' && newest.device === null && facts.macBinding !== 'off')
    details.push(said('notRegisteredThis'));
  const endsAt = endsSoon(facts);
  if (code === 'online' && endsAt !== null)
    details.push(said('packageEnds', { servicePackage: facts.package?.name ?? '', endsAt: moment(endsAt) }));
  if (refused !== null && (code === 'online' || code === 'swap-window-open'))
    details.push(refusedToo(refused));
  if (swapWindow !== null && code !== 'swap-window-open')
    details.push(said('aSwapWindowIsOpen', { left: minutesLeft(swapWindow.endsAt, facts.now) }));
  return details;
}

/** `Registered: Home Router, last seen yesterday 22:10; …` */
function registered({ devices, deviceCount }: SituationFacts): Said {
  if (deviceCount === 0) return said('noDeviceRegistered');
  const named: Said[] = devices
    .slice(0, NAMED_MAX)
    .map(({ name: device, lastSeenAt }) =>
      lastSeenAt === null
        ? said('deviceNeverSeen', { device })
        : said('deviceLastSeen', { device, when: moment(lastSeenAt) }),
    );
  const more = deviceCount - Math.min(deviceCount, NAMED_MAX);
  const all = more === 0 ? named : [...named, said('andMoreDevices', { more })];
  return said('registeredAre', { devices: oneThenNext(all) });
}

function oneThenNext([one, ...others]: readonly Said[]): SaidValue {
  if (one === undefined) return '';
  return others.length === 0 ? one : said('oneThenNext', { one, next: oneThenNext(others) });
}

/** Somebody is online, and something else was refused. */
function refusedToo(refused: RefusalsKnown): Said {
  const { count, since, lastAt } = refused;
  const reason = presentReason(refused);
  const isUnknown = reason === 'device-not-registered' || reason === 'device-limit-reached';
  const what = isUnknown ? said('theDevice', { device: unregistered(refused) }) : refused.sentence;
  const last = moment(lastAt, 'at');
  return count === 1
    ? said('refusedOnceToo', { when: last, last, what })
    : said('refusedTimesToo', { times: count, since: moment(since), last, what });
}
