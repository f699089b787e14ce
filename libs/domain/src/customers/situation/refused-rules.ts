import type { RejectReason } from '../../access/reject-reasons.ts';
import { moment, type Said, said } from '../../said/said.ts';
import type { SituationRule, Verdict } from './judge-situation.ts';
import type { RefusalsKnown, SituationFacts } from './situation-facts.ts';
import {
  howOften,
  nameOf,
  PASSWORD_WAYS,
  presentReason,
  refusedSince,
  unregistered,
  waysForDevice,
  waysToPackage,
} from './situation-phrases.ts';
import type { SituationCode, Way } from './situation-words.ts';
import { isPressing, letInAt } from './standing-rules.ts';

/** A rule about what was refused for one of these reasons, as things stand now. */
function refusedFor(
  reasons: readonly RejectReason[],
  judge: (facts: SituationFacts, refused: RefusalsKnown) => Verdict | null,
): SituationRule {
  return (facts) => {
    const { refused } = facts;
    if (refused === null || !isPressing(facts)) return null;
    // Whoever came online since, from another device, is not kept offline by it.
    if (facts.online.length > 0 && refused.lastAt < letInAt(facts)) return null;
    const reason = presentReason(refused);
    return reason !== null && reasons.includes(reason) ? judge(facts, refused) : null;
  };
}

function red(code: SituationCode, sentence: Said, ways: readonly Way[]): Verdict {
  return { code, meaning: 'red', sentence, ways };
}

const blocked = refusedFor(['device-blocked'], (_, refused) => {
  const device = nameOf(refused);
  const { blockedWhy: why } = refused;
  const ways: Way[] =
    refused.mac === null ? [] : [{ do: 'unblock', mac: refused.mac, reason: refused.blockedWhy }];
  const what =
    why === null ? said('deviceIsBlocked', { device }) : said('deviceIsBlockedWhy', { device, why });
  return red('blocked', refusedSince(refused, what), ways);
});

const packageEnded = refusedFor(['no-subscription'], (facts, refused) => {
  const { package: held } = facts;
  const endedAt = held?.endsAt ?? null;
  if (held === null || endedAt === null)
    return red('no-package', refusedSince(refused, said('noRunningPackage')), waysToPackage(facts));
  return red(
    'package-ended',
    refusedSince(refused, said('packageHasEnded', { servicePackage: held.name, endedAt: moment(endedAt) })),
    waysToPackage(facts),
  );
});

const usedUp = refusedFor(['quota-exhausted', 'time-exhausted'], (facts, refused) => {
  const isVolume = presentReason(refused) === 'quota-exhausted';
  const what =
    facts.package === null
      ? said(isVolume ? 'volumeUsedUp' : 'timeUsedUp')
      : said(isVolume ? 'volumeUsedUpOf' : 'timeUsedUpOf', { servicePackage: facts.package.name });
  const code = isVolume ? 'volume-used-up' : 'time-used-up';
  return red(code, refusedSince(refused, what), waysToPackage(facts));
});

const notHere = refusedFor(['package-not-here'], (_, refused) =>
  red('package-not-here', refusedSince(refused, refused.sentence), [{ do: 'give-package' }]),
);

const wrongPassword = refusedFor(['wrong-password'], (facts, refused) => {
  const { device, usedBefore, count, since } = refused;
  // Who is online is not called about: a stranger guesses, which the details tell.
  if (device === null && !usedBefore && facts.online.length > 0) return null;
  const from = { device: nameOf(refused), often: howOften(count, since) };
  if (device === null && !usedBefore)
    return red('wrong-password', said('wrongPasswordFrom', from), PASSWORD_WAYS);
  return red('wrong-password-own-device', said('wrongPasswordFromOwn', from), PASSWORD_WAYS);
});

const deviceOfAnother = refusedFor(['device-not-registered', 'device-limit-reached'], (facts, refused) => {
  const { holder } = refused;
  if (holder === null) return null;
  const moveHere: Way = {
    do: 'move-here',
    deviceId: holder.deviceId,
    holderId: holder.customerId,
    holderName: holder.customerName,
    overLimit: facts.deviceCount >= facts.deviceLimit,
  };
  return red(
    'device-of-another',
    refusedSince(
      refused,
      said('rightPasswordButOf', { device: nameOf(refused), holder: holder.customerName }),
    ),
    [moveHere],
  );
});

const privateAddress = refusedFor(['private-mac'], (facts, refused) =>
  red(
    'private-address',
    refusedSince(refused, said('rightPasswordPrivate', { device: nameOf(refused) })),
    waysForDevice(facts, refused.mac),
  ),
);

const unregisteredDevice = refusedFor(['device-not-registered', 'device-limit-reached'], (facts, refused) => {
  const device = unregistered(refused);
  const used = said('usedTheRightPassword', { device });
  const asked = refused.wasRemoved ? [used, said('wasRemovedFromHere')] : used;
  const byMac = refused.kind === 'hotspot-mac';
  return red(
    'unregistered-device',
    refusedSince(refused, byMac ? said('askedWithoutPassword', { device }) : asked),
    waysForDevice(facts, refused.mac),
  );
});

const noAddress = refusedFor(['mac-missing'], (_, refused) => {
  const { router } = refused;
  return red(
    'no-device-address',
    refusedSince(refused, refused.sentence),
    router === null ? [] : [{ do: 'open-router', routerId: router.id, routerName: router.name }],
  );
});

const tooMany = refusedFor(['too-many-sessions'], (_, refused) =>
  red('too-many-sessions', refusedSince(refused, refused.sentence), [{ do: 'see-sessions' }]),
);

const OTHERWISE: readonly RejectReason[] = [
  'unknown-username',
  'method-not-supported',
  'ticket-used',
  'ticket-expired',
  'ticket-of-other-zone',
  'ticket-of-other-device',
  'mac-login-paused',
  'wrong-zone',
  'suspended',
];

/** What has no way out but the one that its sentence says. */
const refusedOtherwise = refusedFor(OTHERWISE, (_, refused) =>
  red('refused', refusedSince(refused, refused.sentence), [{ do: 'show-password' }]),
);

export const refusedRules: readonly SituationRule[] = [
  blocked,
  packageEnded,
  usedUp,
  notHere,
  wrongPassword,
  deviceOfAnother,
  privateAddress,
  unregisteredDevice,
  noAddress,
  tooMany,
  refusedOtherwise,
];
