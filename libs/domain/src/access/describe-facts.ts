import { formatDuration, formatVolumeUsed } from '../service-packages/describe-amounts.ts';
import type { Sentence } from '../customers/situation/situation-words.ts';
import { formatMacAddress } from '../mac-address.ts';
import type { AccessFacts, CustomerFacts } from './access-facts.ts';
import type { Names } from './explain-rules.ts';
import { effectiveDeviceLimit, effectiveMacBinding, effectiveSessionLimit } from './granted-service.ts';

export type DescribedFact = { readonly name: string; readonly value: Sentence };

/** What a login is judged by, a line for each. */
export function describeFacts(facts: AccessFacts, names: Names): readonly DescribedFact[] {
  const { customer, device, deviceBlocked, attempt } = facts;
  const nameOf = (id: number) => names.get(id) ?? `customer ${id}`;
  const { mac } = attempt;
  const blocked = deviceBlocked ? ', blocked' : '';
  const paused = device?.macLoginPaused ? ', MAC login paused' : '';
  const lines: DescribedFact[] = [
    {
      name: 'device',
      value: mac === null ? ['no MAC can be read'] : [{ mac: formatMacAddress(mac) }, blocked],
    },
    { name: 'registered to', value: [device === null ? 'nobody' : `${nameOf(device.customerId)}${paused}`] },
  ];
  if (customer === null) return [...lines, { name: 'customer', value: ['nobody'] }];
  const binding = effectiveMacBinding(customer);
  const removed = customer.macWasRemoved ? '; this device was removed' : '';
  const borrowed =
    customer.borrowedPlaces === 0 ? '' : `, ${customer.borrowedPlaces} held by devices of others`;
  const limit = effectiveSessionLimit(customer).value;
  return [
    ...lines,
    { name: 'customer', value: [`${nameOf(customer.id)}, ${customer.status}`] },
    { name: 'package', value: describePackage(customer) },
    { name: 'MAC binding', value: [`${binding.value} (${FROM[binding.from]})${removed}`] },
    {
      name: 'devices',
      value: [`${customer.deviceCount} of ${effectiveDeviceLimit(customer).value}${borrowed}`],
    },
    {
      name: 'sessions',
      value: [
        `${customer.otherSessions} of other devices, ${limit === null ? 'no limit' : `limit ${limit}`}`,
      ],
    },
  ];
}

const FROM = { customer: 'the customer’s own', package: 'the package’s', default: 'the default' } as const;

function describePackage({ subscription }: CustomerFacts): Sentence {
  if (subscription === null) return ['none has begun yet'];
  const { endsAt, waitingSeconds, usedBytes, usedSeconds, servicePackage } = subscription;
  const { name, quotaBytes, onlineSeconds } = servicePackage;
  const volume = quotaBytes === null ? '' : `, ${formatVolumeUsed(usedBytes, quotaBytes)} used`;
  const online =
    onlineSeconds === null
      ? ''
      : `, ${formatDuration(usedSeconds)} of ${formatDuration(onlineSeconds)} online used`;
  const used = `${volume}${online}`;
  if (waitingSeconds !== null)
    return [`${name}, ${formatDuration(waitingSeconds)} from the first login${used}`];
  return endsAt === null
    ? [`${name}, no end${used}`]
    : [`${name}, until `, { at: endsAt, as: 'moment' }, used];
}
