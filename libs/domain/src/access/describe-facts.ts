import { formatMacAddress } from '../mac-address.ts';
import { moment, type Said, said } from '../said/said.ts';
import type { AccessFacts, CustomerFacts } from './access-facts.ts';
import { type Names, timeUsed, volumeUsed } from './explain-rules.ts';
import { effectiveDeviceLimit, effectiveMacBinding, effectiveSessionLimit } from './granted-service.ts';

const factNames = [
  'device',
  'registered to',
  'customer',
  'package',
  'MAC binding',
  'devices',
  'sessions',
] as const;
export type FactName = (typeof factNames)[number];
export type DescribedFact = { readonly name: FactName; readonly value: Said };

/** What a fact is called. */
export function labelOfFact(name: FactName): Said {
  return said(`fact_${name}`);
}

/** What a login is judged by, a line for each. */
export function describeFacts(facts: AccessFacts, names: Names): readonly DescribedFact[] {
  const { customer, device, deviceBlocked, attempt } = facts;
  const nameOf = (id: number) => names.get(id) ?? said('customerNumber', { id: `${id}` });
  const mac = attempt.mac === null ? null : { mac: formatMacAddress(attempt.mac) };
  const lines: DescribedFact[] = [
    {
      name: 'device',
      value: mac === null ? said('noMacReadable') : said(deviceBlocked ? 'macBlocked' : 'macAlone', { mac }),
    },
    {
      name: 'registered to',
      value:
        device === null
          ? said('nobody')
          : said(device.macLoginPaused ? 'nameMacLoginPaused' : 'nameAlone', {
              name: nameOf(device.customerId),
            }),
    },
  ];
  if (customer === null) return [...lines, { name: 'customer', value: said('nobody') }];
  return [
    ...lines,
    {
      name: 'customer',
      value: said('nameAndStatus', { name: nameOf(customer.id), status: said(`status_${customer.status}`) }),
    },
    { name: 'package', value: describePackage(customer) },
    { name: 'MAC binding', value: describeBinding(customer) },
    { name: 'devices', value: describePlaces(customer) },
    { name: 'sessions', value: describeSessions(customer) },
  ];
}

function describeBinding(customer: CustomerFacts): Said {
  const { value, from } = effectiveMacBinding(customer);
  return said(customer.macWasRemoved ? 'modeFromRemoved' : 'modeFrom', {
    mode: said(`mode_${value}`),
    from: said(`from_${from}`),
  });
}

function describePlaces(customer: CustomerFacts): Said {
  const { deviceCount: taken, borrowedPlaces: borrowed } = customer;
  const limit = effectiveDeviceLimit(customer).value;
  return borrowed === 0
    ? said('takenOf', { taken, limit })
    : said('takenOfBorrowed', { taken, limit, borrowed });
}

function describeSessions(customer: CustomerFacts): Said {
  const others = customer.otherSessions;
  const limit = effectiveSessionLimit(customer).value;
  return limit === null ? said('othersNoLimit', { others }) : said('othersLimit', { others, limit });
}

function describePackage({ subscription }: CustomerFacts): Said {
  if (subscription === null) return said('noneBegunYet');
  const { endsAt, waitingSeconds, usedBytes, usedSeconds } = subscription;
  const { name: servicePackage, quotaBytes, onlineSeconds } = subscription.servicePackage;
  let told = said('packageNoEnd', { servicePackage });
  if (waitingSeconds !== null)
    told = said('packageFromFirstLogin', { servicePackage, time: { seconds: waitingSeconds } });
  else if (endsAt !== null) told = said('packageUntil', { servicePackage, endsAt: moment(endsAt) });
  if (quotaBytes !== null) told = said('andVolumeUsed', { told, ...volumeUsed(usedBytes, quotaBytes) });
  if (onlineSeconds !== null) told = said('andTimeUsed', { told, ...timeUsed(usedSeconds, onlineSeconds) });
  return told;
}
