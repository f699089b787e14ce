import {
  effectiveDeviceLimit,
  effectiveMacBinding,
  effectiveSessionLimit,
} from '@gatehouse/domain/access/granted-service';
import { REJECT_REASONS } from '@gatehouse/domain/access/reject-reasons';
import { formatMacAddress } from '@gatehouse/domain/mac-address';
import { formatDuration, formatVolumeUsed } from '@gatehouse/domain/service-packages/describe-amounts';
import { dataOptions, parseFlags } from '../config.ts';
import { type AccessExplanation, explainAccess } from '../radius/explain-access.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

const options = {
  ...dataOptions,
  username: { type: 'string' },
  mac: { type: 'string' },
  nas: { type: 'string' },
  service: { type: 'string' },
  'called-station-id': { type: 'string' },
} as const;

/** `gatehouse explain`: what would be decided now, and why. Exits with 0 when let in, 1 when refused. */
export async function run(args: readonly string[], { environment, print }: Terminal): Promise<number> {
  const flags = parseFlags(args, options).values;
  const { nas } = flags;
  if (nas === undefined) throw new Refusal('explain needs --nas, the name or the address of a router.');
  if (flags.username === undefined && flags.mac === undefined) {
    throw new Refusal('explain needs --username, --mac or both.');
  }
  const question = {
    username: flags.username ?? '',
    callingStationId: flags.mac ?? '',
    nas,
    service: readService(flags.service),
    calledStationId: flags['called-station-id'] ?? null,
    now: Date.now(),
  };
  const explanation = await withDatabase(
    { data: flags.data, environment, doing: 'gatehouse explain' },
    ({ pool, secretBox }) => explainAccess({ pool, secretBox }, question),
  );
  if (explanation === 'nas-unknown') throw new Refusal(`No router has the name or the address "${nas}".`);
  for (const line of describeExplanation(explanation)) print(line);
  return explanation.decision.outcome === 'accept' ? 0 : 1;
}

function readService(given: string | undefined): 'pppoe' | 'hotspot' | null {
  if (given === undefined || given === 'pppoe' || given === 'hotspot') return given ?? null;
  throw new Refusal(`--service is "${given}"; it must be pppoe or hotspot.`);
}

const KINDS = {
  pppoe: 'a line login',
  'hotspot-login': 'a hotspot login',
  'hotspot-mac': 'a MAC login',
} as const;

/** Line by line: what is known, each rule in its order, what follows. */
export function describeExplanation(explanation: AccessExplanation): string[] {
  const { kind, nasName, zoneName, rules, decision, sentence } = explanation;
  const where = zoneName === null ? nasName : `${nasName}, zone ${zoneName}`;
  const width = Math.max(...rules.map((rule) => rule.name.length));
  return [
    `As ${KINDS[kind]} at ${where}${kind === 'hotspot-mac' ? '' : ', its password taken as right'}:`,
    ...describeFacts(explanation).map((line) => `  ${line}`),
    '',
    ...rules.map(({ name, reason }) =>
      reason === null
        ? `  ✓ ${name}`
        : `  ✗ ${name.padEnd(width)}  ${reason} (${REJECT_REASONS[reason].label})`,
    ),
    '',
    `${decision.outcome === 'accept' ? 'Let in' : `Refused, ${decision.reason}`}: ${sentence}`,
  ];
}

function describeFacts({ facts, names }: AccessExplanation): string[] {
  const { customer, device, deviceBlocked } = facts;
  const { mac } = facts.attempt;
  const nameOf = (id: number) => names.get(id) ?? `customer ${id}`;
  const lines = [
    `device        ${mac === null ? 'no MAC can be read' : formatMacAddress(mac)}${deviceBlocked ? ', blocked' : ''}`,
    `registered to ${device === null ? 'nobody' : nameOf(device.customerId)}${device?.macLoginPaused ? ', MAC login paused' : ''}`,
  ];
  if (customer === null) return [...lines, 'customer      nobody'];
  const binding = effectiveMacBinding(customer);
  const sessionLimit = effectiveSessionLimit(customer).value;
  const places =
    customer.borrowedPlaces === 0 ? '' : `, ${customer.borrowedPlaces} held by devices of others`;
  return [
    ...lines,
    `customer      ${nameOf(customer.id)}, ${customer.status}`,
    `package       ${describePackage(customer)}`,
    `MAC binding   ${binding.value} (${FROM[binding.from]})${customer.macWasRemoved ? '; this device was removed' : ''}`,
    `devices       ${customer.deviceCount} of ${effectiveDeviceLimit(customer).value}${places}`,
    `sessions      ${customer.otherSessions} of other devices, ${sessionLimit === null ? 'no limit' : `limit ${sessionLimit}`}`,
  ];
}

const FROM = { customer: "the customer's own", package: "the package's", default: 'the default' } as const;

function describePackage({ subscription }: NonNullable<AccessExplanation['facts']['customer']>): string {
  if (subscription === null) return 'none has begun yet';
  const { endsAt, waitingSeconds, usedBytes, usedSeconds, servicePackage } = subscription;
  const until = endsAt === null ? 'no end' : `until ${new Date(endsAt).toISOString()}`;
  const runs = waitingSeconds === null ? until : `${formatDuration(waitingSeconds)} from the first login`;
  const { quotaBytes, onlineSeconds } = servicePackage;
  const online =
    onlineSeconds === null
      ? ''
      : `, ${formatDuration(usedSeconds)} of ${formatDuration(onlineSeconds)} online used`;
  const volume = quotaBytes === null ? '' : `, ${formatVolumeUsed(usedBytes, quotaBytes)} used`;
  return `${servicePackage.name}, ${runs}${volume}${online}`;
}
