import { volumeStep } from '@gatehouse/domain/service-packages/describe-amounts';
import { Link } from '@tanstack/react-router';
import type { Attempt } from '../../api/types.ts';
import type { Fact } from '../../parts/FactList.tsx';
import { formatVolumeIn } from '../../parts/format/amounts.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { reasonLabel } from '../../parts/said/say-said.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { BINDING_LABELS, FROM_LABELS, STATUS_LABELS } from '../customers/customer-words.ts';
import { say, show } from './texts.ts';

/** What the decision was made from, each fact only where it played a part. */
export function attemptFacts(attempt: Attempt): readonly Fact[] {
  return [...whoFacts(attempt), ...storedFacts(attempt)].filter(
    ([, value]) => value !== undefined && value !== null,
  );
}

function whoFacts(attempt: Attempt): Fact[] {
  const {
    at,
    firstAt,
    count,
    customerId,
    customerName,
    username,
    mac,
    callingStationId,
    nas,
    zone,
    kind,
    reason,
  } = attempt;
  return [
    [say('when'), <RelativeTime key="a" at={at} clock />],
    [
      say('times'),
      count > 1 ? (
        <span key="c">{show('timesSince', { count, when: <RelativeTime at={firstAt} clock /> })}</span>
      ) : undefined,
    ],
    [
      say('customer'),
      customerId === null ? (
        say('nobodyKnown')
      ) : (
        <Link key="l" to="/customers/$customerId" params={{ customerId }}>
          {customerName ?? username}
        </Link>
      ),
    ],
    [say('username'), <bdi key="u">{username}</bdi>],
    [say('device'), mac === null ? say('noMac') : <MacAddress key="m" mac={mac} />],
    [
      'Calling-Station-Id',
      callingStationId === '' ? (
        say('empty')
      ) : (
        <code key="i" dir="ltr">
          {callingStationId}
        </code>
      ),
    ],
    [say('router'), nas?.name],
    [say('kind'), say(`kind_${kind}`)],
    [say('zone'), zone?.name],
    [say('wifiName'), ssidFact(attempt)],
    [
      say('reason'),
      reason === null ? undefined : say('reasonWithCode', { reason: reasonLabel(reason), code: reason }),
    ],
  ];
}

/** Phones know a network by its name: where an access point has another, they do not come back by themselves. */
function ssidFact({ zone, toldSsid }: Attempt): Fact[1] {
  if (zone === null || toldSsid === null || toldSsid === zone.ssid) return toldSsid;
  return (
    <StateMark key="w" meaning="amber">
      {say('otherSsid', { told: toldSsid, ssid: zone.ssid })}
    </StateMark>
  );
}

function storedFacts({ facts, holderName }: Attempt): Fact[] {
  const { macBinding, macBindingFrom, deviceCount, deviceLimit, otherSessions, sessionLimit } = facts;
  return [
    [say('method'), facts.method],
    [
      'Called-Station-Id',
      facts.calledStationId === undefined ? undefined : (
        <code key="s" dir="ltr">
          {facts.calledStationId}
        </code>
      ),
    ],
    [say('customerIs'), facts.status === undefined ? undefined : STATUS_LABELS[facts.status].label],
    [say('macBinding'), macBinding === undefined ? undefined : sayBinding(macBinding, macBindingFrom)],
    [
      say('devices'),
      deviceCount === undefined ? undefined : say('someOf', { some: deviceCount, all: deviceLimit ?? '?' }),
    ],
    [
      say('otherSessions'),
      otherSessions === undefined
        ? undefined
        : sessionLimit === undefined
          ? formatNumber(otherSessions)
          : say('someOf', { some: otherSessions, all: sessionLimit }),
    ],
    [
      say('packageEnds'),
      facts.packageEndsAt === undefined ? undefined : (
        <RelativeTime key="p" at={new Date(facts.packageEndsAt).toISOString()} />
      ),
    ],
    [say('volume'), facts.bytesUsed === undefined ? undefined : sayVolume(facts.bytesUsed, facts.quotaBytes)],
    [
      say('timeOnline'),
      facts.secondsUsed === undefined ? undefined : sayTime(facts.secondsUsed, facts.onlineSeconds),
    ],
    [say('registeredTo'), holderName],
    [say('removedBefore'), facts.macWasRemoved ? say('removedByOperator') : undefined],
  ];
}

type Facts = Attempt['facts'];

function sayBinding(mode: NonNullable<Facts['macBinding']>, from: Facts['macBindingFrom']): string {
  const { label } = BINDING_LABELS[mode];
  return from === undefined ? label : say('bindingFrom', { mode: label, from: FROM_LABELS[from] });
}

function sayVolume(used: number, quota: number | undefined): string {
  if (quota === undefined) return formatVolumeIn(used, 1024);
  const step = volumeStep(quota);
  return say('usedOf', { used: formatVolumeIn(used, step), whole: formatVolumeIn(quota, step) });
}

function sayTime(used: number, whole: number | undefined): string {
  if (whole === undefined) return formatDuration(used);
  return say('usedOf', { used: formatDuration(used), whole: formatDuration(whole) });
}
