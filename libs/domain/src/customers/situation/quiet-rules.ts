import { moment, type Said, said } from '../../said/said.ts';
import type { SituationRule } from './judge-situation.ts';
import type { SituationFacts } from './situation-facts.ts';
import { endsSoon, FRESH_MS, nameAndPlace, waysForDevice, waysToPackage } from './situation-phrases.ts';

const online: SituationRule = (facts) => {
  const [newest, ...others] = facts.online;
  if (newest === undefined) return null;
  const told = { since: moment(newest.startedAt), from: nameAndPlace(newest) };
  return {
    code: 'online',
    meaning: 'green',
    sentence:
      others.length === 0
        ? said('onlineSince', told)
        : said('onlineSinceAndMore', { ...told, count: others.length }),
    // Observe lets it in and strict would not: whoever looks may say whose it is.
    ways: [
      ...(newest.device === null && facts.macBinding === 'observe' ? waysForDevice(facts, newest.mac) : []),
      ...(endsSoon(facts) === null ? [] : waysToPackage(facts)),
    ],
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
        ? said('notOnlineNoPackage')
        : said('notOnlineEnded', { servicePackage: held.name, endedAt: moment(endedAt) }),
    ways: waysToPackage({ package: held }),
  };
};

const usedUp: SituationRule = ({ package: held }) => {
  if (held === null || held.usedUp === null) return null;
  const isVolume = held.usedUp === 'volume';
  return {
    code: isVolume ? 'volume-used-up' : 'time-used-up',
    meaning: 'amber',
    sentence: said(isVolume ? 'notOnlineVolume' : 'notOnlineTime', { servicePackage: held.name }),
    ways: waysToPackage({ package: held }),
  };
};

const noDeviceRegistered: SituationRule = (facts) => {
  if (facts.macBinding !== 'strict' || facts.deviceCount > 0) return null;
  return {
    code: 'no-device-registered',
    meaning: 'amber',
    sentence: said('noDeviceStrict'),
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
    sentence: said('routerItselfSilent', { router: lastRouter.name, since: moment(heardAt) }),
    ways: [{ do: 'open-router', routerId: lastRouter.id, routerName: lastRouter.name }],
  };
};

const nothingHeard: SituationRule = (facts) => {
  if (facts.lastSession === null) return null;
  return {
    code: 'nothing-heard',
    meaning: 'amber',
    sentence: sayNothingHeard(facts.lastSession, facts.lastRouter?.othersOnline ?? 0),
    ways: facts.macBinding === 'off' ? [] : waysForDevice(facts, null),
  };
};

function sayNothingHeard(
  { endedAt, heardAt, router }: NonNullable<SituationFacts['lastSession']>,
  others: number,
): Said {
  const since = moment(endedAt ?? heardAt);
  if (router === null) return said('nothingHeard', { since });
  const told = { since, router: router.name };
  if (others === 0) return said('nothingHeardNobody', told);
  return others === 1 ? said('nothingHeardOneOther', told) : said('nothingHeardOthers', { ...told, others });
}

const neverOnline: SituationRule = (facts) => {
  return {
    code: 'never-online',
    meaning: 'quiet',
    sentence: said(facts.lastAccept === null ? 'neverOnlineNorTried' : 'neverOnlineAsTold'),
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
