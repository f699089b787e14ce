import type { SituationFacts } from './situation-facts.ts';
import {
  at,
  MINUTE,
  moment,
  nameOf,
  presentReason,
  refusedSince,
  unregistered,
} from './situation-phrases.ts';
import type { Sentence, SituationCode } from './situation-words.ts';

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
export function detailsOf(facts: SituationFacts, code: SituationCode): readonly Sentence[] {
  const details: Sentence[] = [];
  const { online, refused, swapWindow } = facts;
  const [newest] = online;
  // With binding off there are mostly none, and nothing hangs on it.
  if (ABOUT_DEVICES.includes(code) && (facts.macBinding !== 'off' || facts.deviceCount > 0))
    details.push(registered(facts));
  if (newest !== undefined && code !== 'online' && code !== 'accepted')
    details.push([
      'Online since ',
      moment(newest.startedAt),
      ' from ',
      ...nameOf(newest),
      `${at(newest.router)}.`,
    ]);
  if (newest !== undefined && code === 'online' && newest.device === null && facts.macBinding !== 'off')
    details.push(['This device is not registered.']);
  if (refused !== null && (code === 'online' || code === 'swap-window-open')) details.push(refusedToo(facts));
  if (swapWindow !== null && code !== 'swap-window-open') {
    const minutes = Math.max(1, Math.ceil((swapWindow.endsAt - facts.now) / MINUTE));
    details.push([`A swap window is open, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left.`]);
  }
  return details.filter((sentence) => sentence.length > 0);
}

/** `Registered: Home Router, last seen yesterday 22:10; …` */
function registered({ devices, deviceCount }: SituationFacts): Sentence {
  if (deviceCount === 0) return ['No device is registered.'];
  const named = devices
    .slice(0, NAMED_MAX)
    .flatMap(({ name, lastSeenAt }, index) => [
      ...(index === 0 ? [] : ['; ']),
      name,
      ...(lastSeenAt === null ? [', never seen'] : [', last seen ', moment(lastSeenAt)]),
    ]);
  const rest = deviceCount - Math.min(deviceCount, NAMED_MAX);
  return ['Registered: ', ...named, rest === 0 ? '.' : `; and ${rest.toLocaleString('en')} more.`];
}

/** Somebody is online, and something else was refused. */
function refusedToo({ refused }: SituationFacts): Sentence {
  if (refused === null) return [];
  const reason = presentReason(refused);
  if (reason === 'device-not-registered' || reason === 'device-limit-reached')
    return [
      ...refusedSince(refused),
      ', last at ',
      moment(refused.lastAt),
      ': ',
      ...unregistered(refused),
      '.',
    ];
  return [...refusedSince(refused), ', last at ', moment(refused.lastAt), `: ${refused.sentence}`];
}
