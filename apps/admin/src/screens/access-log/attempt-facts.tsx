import {
  formatCount,
  formatDuration,
  formatVolumeUsed,
} from '@gatehouse/domain/service-packages/describe-amounts';
import { Link } from '@tanstack/react-router';
import type { Attempt } from '../../api/types.ts';
import type { Fact } from '../../parts/FactList.tsx';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { reasonLabel } from '../../parts/said/say-said.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { BINDING_LABELS, FROM_LABELS, STATUS_LABELS } from '../customers/customer-words.ts';

const KINDS: Readonly<Record<Attempt['kind'], string>> = {
  pppoe: 'Line (PPPoE)',
  'hotspot-login': 'Hotspot login',
  'hotspot-mac': 'Hotspot, by MAC',
};

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
    ['When', <RelativeTime key="a" at={at} clock />],
    [
      'Times',
      count > 1 ? (
        <span key="c">
          {formatCount(count, 'time')} since <RelativeTime at={firstAt} clock />
        </span>
      ) : undefined,
    ],
    [
      'Customer',
      customerId === null ? (
        'Nobody known'
      ) : (
        <Link key="l" to="/customers/$customerId" params={{ customerId }}>
          {customerName ?? username}
        </Link>
      ),
    ],
    ['Username', username],
    ['Device', mac === null ? 'No MAC could be read' : <MacAddress key="m" mac={mac} />],
    ['Calling-Station-Id', <code key="i">{callingStationId || '(empty)'}</code>],
    ['Router', nas?.name],
    ['Kind', KINDS[kind]],
    ['Zone', zone?.name],
    ['Wi-Fi name', ssidFact(attempt)],
    ['Reason', reason === null ? undefined : `${reasonLabel(reason)} (${reason})`],
  ];
}

/** Phones know a network by its name: where an access point has another, they do not come back by themselves. */
function ssidFact({ zone, toldSsid }: Attempt): Fact[1] {
  if (zone === null || toldSsid === null || toldSsid === zone.ssid) return toldSsid;
  return (
    <StateMark key="w" meaning="amber">
      {toldSsid}: another than the zone’s, {zone.ssid}
    </StateMark>
  );
}

function storedFacts({ facts, holderName }: Attempt): Fact[] {
  const { macBinding, macBindingFrom, deviceCount, deviceLimit, otherSessions, sessionLimit } = facts;
  const from = macBindingFrom === undefined ? '' : `, ${FROM_LABELS[macBindingFrom]}`;
  return [
    ['Method', facts.method],
    [
      'Called-Station-Id',
      facts.calledStationId === undefined ? undefined : <code key="s">{facts.calledStationId}</code>,
    ],
    ['Customer is', facts.status === undefined ? undefined : STATUS_LABELS[facts.status].label],
    ['MAC binding', macBinding === undefined ? undefined : `${BINDING_LABELS[macBinding].label}${from}`],
    ['Devices', deviceCount === undefined ? undefined : `${deviceCount} of ${deviceLimit ?? '?'}`],
    [
      'Other sessions',
      otherSessions === undefined
        ? undefined
        : `${otherSessions}${sessionLimit === undefined ? '' : ` of ${sessionLimit}`}`,
    ],
    [
      'Package ends',
      facts.packageEndsAt === undefined ? undefined : (
        <RelativeTime key="p" at={new Date(facts.packageEndsAt).toISOString()} />
      ),
    ],
    [
      'Volume',
      facts.bytesUsed === undefined ? undefined : formatVolumeUsed(facts.bytesUsed, facts.quotaBytes ?? null),
    ],
    [
      'Time online',
      facts.secondsUsed === undefined
        ? undefined
        : `${formatDuration(facts.secondsUsed)} of ${formatDuration(facts.onlineSeconds ?? null)}`,
    ],
    ['Registered to', holderName],
    [
      'Removed before',
      facts.macWasRemoved ? 'Yes: an operator removed this device from this customer' : undefined,
    ],
  ];
}
