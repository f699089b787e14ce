import type { RejectReason } from '../../access/reject-reasons.ts';
import type { SituationRule, Verdict } from './judge-situation.ts';
import type { RefusalsKnown, SituationFacts } from './situation-facts.ts';
import {
  howOften,
  moment,
  nameOf,
  PASSWORD_WAYS,
  presentReason,
  refusedSince,
  unregistered,
  waysForDevice,
} from './situation-phrases.ts';
import type { Sentence, SituationCode, Way } from './situation-words.ts';
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

function red(code: SituationCode, sentence: Sentence, ways: readonly Way[]): Verdict {
  return { code, meaning: 'red', sentence, ways };
}

const blocked = refusedFor(['device-blocked'], (_, refused) => {
  const why = refused.blockedWhy === null ? '' : `: ${refused.blockedWhy}`;
  const ways: Way[] =
    refused.mac === null ? [] : [{ do: 'unblock', mac: refused.mac, reason: refused.blockedWhy }];
  return red('blocked', [...refusedSince(refused), ': ', ...nameOf(refused), ` is blocked${why}.`], ways);
});

const packageEnded = refusedFor(['no-subscription'], (facts, refused) => {
  const { package: held } = facts;
  const endedAt = held?.endsAt ?? null;
  if (held === null || endedAt === null)
    return red('no-package', [...refusedSince(refused), ': there is no running package.'], [{ do: 'renew' }]);
  return red(
    'package-ended',
    [...refusedSince(refused), `: ${held.name} has ended, `, moment(endedAt), '.'],
    [{ do: 'renew' }],
  );
});

const usedUp = refusedFor(['quota-exhausted', 'time-exhausted'], (facts, refused) => {
  const isVolume = presentReason(refused) === 'quota-exhausted';
  const what = isVolume ? 'volume' : 'time online';
  const of = facts.package === null ? '' : ` of ${facts.package.name}`;
  return red(
    isVolume ? 'volume-used-up' : 'time-used-up',
    [...refusedSince(refused), `: the ${what}${of} is used up.`],
    [{ do: 'renew' }],
  );
});

const notHere = refusedFor(['package-not-here'], (_, refused) =>
  red('package-not-here', [...refusedSince(refused), `: ${refused.sentence}`], [{ do: 'renew' }]),
);

const wrongPassword = refusedFor(['wrong-password'], (facts, refused) => {
  const { device, usedBefore, count, since } = refused;
  // Who is online is not called about: a stranger guesses, which the details tell.
  if (device === null && !usedBefore && facts.online.length > 0) return null;
  const from: Sentence = [...nameOf(refused), ', ', ...howOften(count, since), '.'];
  if (device === null && !usedBefore)
    return red('wrong-password', ['Wrong password from ', ...from], PASSWORD_WAYS);
  const sentence = ['Wrong password from the customer’s own ', ...from];
  return red('wrong-password-own-device', sentence, PASSWORD_WAYS);
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
    [
      ...refusedSince(refused),
      ': ',
      ...nameOf(refused),
      ` used the right password, but is registered to ${holder.customerName}.`,
    ],
    [moveHere],
  );
});

const privateAddress = refusedFor(['private-mac'], (facts, refused) =>
  red(
    'private-address',
    [
      ...refusedSince(refused),
      ': ',
      ...nameOf(refused),
      ' used the right password, and the package takes no private addresses. The customer can turn the private address off for this Wi-Fi.',
    ],
    waysForDevice(facts, refused.mac),
  ),
);

const unregisteredDevice = refusedFor(['device-not-registered', 'device-limit-reached'], (facts, refused) => {
  const removed = refused.wasRemoved ? ' It was removed from here before.' : '';
  const asked =
    refused.kind === 'hotspot-mac' ? ' asked without a password.' : ` used the right password.${removed}`;
  return red(
    'unregistered-device',
    [...refusedSince(refused), ': ', ...unregistered(refused), asked],
    waysForDevice(facts, refused.mac),
  );
});

const noAddress = refusedFor(['mac-missing'], (_, refused) => {
  const { router } = refused;
  return red(
    'no-device-address',
    [...refusedSince(refused), `: ${refused.sentence}`],
    router === null ? [] : [{ do: 'open-router', routerId: router.id, routerName: router.name }],
  );
});

const tooMany = refusedFor(['too-many-sessions'], (_, refused) =>
  red('too-many-sessions', [...refusedSince(refused), `: ${refused.sentence}`], [{ do: 'see-sessions' }]),
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
  red('refused', [...refusedSince(refused), `: ${refused.sentence}`], [{ do: 'show-password' }]),
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
