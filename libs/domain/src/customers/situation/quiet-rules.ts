import { formatCount } from '../../service-packages/describe-amounts.ts';
import type { SituationRule } from './judge-situation.ts';
import { at, FRESH_MS, moment, nameOf, waysForDevice } from './situation-phrases.ts';

const online: SituationRule = (facts) => {
  const [newest, ...others] = facts.online;
  if (newest === undefined) return null;
  const more = others.length === 0 ? '' : `, and with ${formatCount(others.length, 'more session')}`;
  return {
    code: 'online',
    meaning: 'green',
    sentence: [
      'Online since ',
      moment(newest.startedAt),
      ' from ',
      ...nameOf(newest),
      `${at(newest.router)}${more}.`,
    ],
    // Observe lets it in and strict would not: whoever looks may say whose it is.
    ways: newest.device === null && facts.macBinding === 'observe' ? waysForDevice(facts, newest.mac) : [],
  };
};

const packageEnded: SituationRule = ({ package: held, needsPackage }) => {
  if (!needsPackage || held?.running === true) return null;
  const endedAt = held?.endsAt ?? null;
  return {
    code: endedAt === null ? 'no-package' : 'package-ended',
    meaning: 'amber',
    sentence:
      held === null || endedAt === null
        ? ['Not online. There is no running package: every login is refused until one is given.']
        : [
            `Not online. ${held.name} has ended, `,
            moment(endedAt),
            ': every login is refused until it is renewed.',
          ],
    ways: [{ do: 'renew' }],
  };
};

const usedUp: SituationRule = ({ package: held }) => {
  if (held === null || held.usedUp === null) return null;
  const isVolume = held.usedUp === 'volume';
  return {
    code: isVolume ? 'volume-used-up' : 'time-used-up',
    meaning: 'amber',
    sentence: [
      `Not online. The ${isVolume ? 'volume' : 'time online'} of ${held.name} is used up: every login is refused until it is renewed.`,
    ],
    ways: [{ do: 'renew' }],
  };
};

const noDeviceRegistered: SituationRule = (facts) => {
  if (facts.macBinding !== 'strict' || facts.deviceCount > 0) return null;
  return {
    code: 'no-device-registered',
    meaning: 'amber',
    sentence: ['No device is registered, and binding is strict: no login passes.'],
    ways: waysForDevice(facts, null),
  };
};

/** Nothing is heard from the router at all, and it was busy before. */
const routerSilent: SituationRule = ({ lastSession, lastRouter, now }) => {
  if (lastSession === null || lastRouter === null || lastRouter.heardAt === null) return null;
  const { heardAt, othersOnline, hadOthers } = lastRouter;
  if (othersOnline > 0 || !hadOthers || now - heardAt < FRESH_MS) return null;
  return {
    code: 'router-silent',
    meaning: 'red',
    sentence: [`${lastRouter.name} itself is silent since `, moment(heardAt), ': nobody there is online.'],
    ways: [{ do: 'open-router', routerId: lastRouter.id, routerName: lastRouter.name }],
  };
};

const nothingHeard: SituationRule = (facts) => {
  const { lastSession, lastRouter } = facts;
  if (lastSession === null) return null;
  const others = lastRouter?.othersOnline ?? 0;
  const from = lastSession.router === null ? '' : ` from ${lastSession.router.name}`;
  const where =
    others > 0
      ? `; ${others === 1 ? 'one other customer there is' : `${others.toLocaleString('en')} others there are`} online: cable, power or router.`
      : lastSession.router === null
        ? '.'
        : `; nobody else is online there either.`;
  return {
    code: 'nothing-heard',
    meaning: 'amber',
    sentence: ['Nothing heard since ', moment(lastSession.endedAt ?? lastSession.heardAt), `${from}${where}`],
    ways: facts.macBinding === 'off' ? [] : waysForDevice(facts, null),
  };
};

const neverOnline: SituationRule = (facts) => {
  const tried =
    facts.lastAccept === null ? 'and nobody has tried to log in lately' : 'as far as routers have told';
  return {
    code: 'never-online',
    meaning: 'quiet',
    sentence: [`Has not been online yet, ${tried}.`],
    ways: [{ do: 'show-password' }],
  };
};

export const quietRules: readonly SituationRule[] = [
  online,
  packageEnded,
  usedUp,
  noDeviceRegistered,
  routerSilent,
  nothingHeard,
  neverOnline,
];
