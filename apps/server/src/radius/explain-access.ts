import type { AccessFacts, AttemptKind } from '@gatehouse/domain/access/access-facts';
import {
  type AccessDecision,
  type AccessWrite,
  ACCESS_RULES,
  decideAccess,
} from '@gatehouse/domain/access/decide-access';
import { explainAttempt } from '@gatehouse/domain/access/explain-attempt';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { findZone } from '@gatehouse/domain/hotspot-zones/find-zone';
import {
  formatMacAddress,
  type MacAddress,
  parseMacAddress,
  readStationId,
} from '@gatehouse/domain/mac-address';
import type { Said } from '@gatehouse/domain/said/said';
import { usernameKey } from '@gatehouse/domain/username';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import { sessionLine } from '../sessions/session-line.ts';
import { AccessDirectory } from './access-directory/access-directory.ts';
import { type HotspotZone, type NasRecord } from './access-directory/directory-records.ts';
import { NasIndex } from './access-directory/nas-index.ts';
import { hotspotMac } from './auth-methods/hotspot-mac.ts';
import { pap } from './auth-methods/pap.ts';
import {
  type AccessFactsReader,
  findCustomerIds,
  loadAccessFacts,
  loadBlockedMacs,
  loadNas,
  loadServicePackages,
  loadZones,
} from './load-access-facts.ts';
import { storedAttemptFacts } from './stored-attempt-facts.ts';

/** A login that might come: who, from which device, by which router. Its password is taken as right. */
export type AccessQuestion = {
  /** Empty or the MAC itself: a MAC login, where there can be one. */
  readonly username: string;
  /** As a router would write it; empty: it tells none. */
  readonly callingStationId: string;
  /** Name, number or address. */
  readonly nas: string;
  /** `null`: a hotspot login where a hotspot customer or a device asks in a zone, else a line. */
  readonly service: 'pppoe' | 'hotspot' | null;
  readonly calledStationId: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

export type ExplainedRule = { readonly name: string; readonly reason: RejectReason | null };

export type AccessExplanation = {
  readonly nasName: string;
  readonly zoneName: string | null;
  readonly kind: AttemptKind;
  readonly facts: AccessFacts;
  /** Who the facts speak of, by customer id. */
  readonly names: ReadonlyMap<number, string>;
  /** In the order of the decision; those behind an unknown customer have nothing to look at and are left out. */
  readonly rules: readonly ExplainedRule[];
  readonly decision: AccessDecision;
  /** The access log's sentence for it. */
  readonly sentence: Said;
};

/** What would be decided now, by the same query and the same judge as a login. `nas-unknown`: no such router. */
export async function explainAccess(
  reader: AccessFactsReader,
  question: AccessQuestion,
): Promise<AccessExplanation | 'nas-unknown'> {
  const nas = findNas(await loadNas(reader), question.nas);
  if (nas === null) return 'nas-unknown';
  const mac = readStationId(question.callingStationId);
  const directory = await loadDirectory(reader, question, mac);
  const { kind, zone } = placeAttempt(question, mac, nas, directory);
  const row =
    kind === 'hotspot-mac' && mac !== null ? directory.findByDevice(mac) : byUsername(question, directory);
  const facts: AccessFacts = {
    now: question.now,
    attempt: { kind, mac, zoneId: zone?.id ?? null, roamingZoneIds: zone?.roamingZoneIds ?? [] },
    credential: 'verified',
    customer: row < 0 ? null : directory.customerFacts(row, mac, question.now, mac ?? lineOf(question, nas)),
    device: directory.deviceFacts(mac),
    deviceBlocked: directory.isBlocked(mac),
  };
  const decision = decideAccess(facts);
  const names = await readNames(reader, facts);
  return {
    nasName: nas.name,
    zoneName: zone?.name ?? null,
    kind,
    facts,
    names,
    rules: judgeEach(facts),
    decision,
    sentence: sentenceOf(question, kind, zone, facts, names, decision),
  };
}

/** A directory that knows only those whom the question is about. */
async function loadDirectory(
  reader: AccessFactsReader,
  question: AccessQuestion,
  mac: MacAddress | null,
): Promise<AccessDirectory> {
  const directory = new AccessDirectory('');
  await loadServicePackages(reader, directory);
  await loadZones(reader, directory);
  await loadBlockedMacs(reader, directory);
  await loadAccessFacts(
    reader,
    directory,
    await findCustomerIds(reader, usernameKey(question.username), mac),
  );
  return directory;
}

/** Nothing is asked of ports and sessions. */
function lineOf({ callingStationId }: AccessQuestion, nas: NasRecord): number | null {
  return sessionLine({
    nasId: nas.id,
    nasIdentifier: '',
    callingStationId,
    nasPortId: null,
    acctSessionId: '',
  });
}

function findNas(known: readonly NasRecord[], wanted: string): NasRecord | null {
  const byName = known.find(
    (nas) => nas.name.toLowerCase() === wanted.toLowerCase() || String(nas.id) === wanted,
  );
  if (byName !== undefined) return byName;
  const byAddress = new NasIndex<NasRecord>();
  byAddress.replace(known.map((nas) => ({ address: nas.address, value: nas })));
  return byAddress.find(wanted);
}

function byUsername({ username }: AccessQuestion, directory: AccessDirectory): number {
  return directory.findByUsernameKey(usernameKey(username));
}

function placeAttempt(
  question: AccessQuestion,
  mac: MacAddress | null,
  nas: NasRecord,
  directory: AccessDirectory,
): { kind: AttemptKind; zone: HotspotZone | null } {
  const zones = { defaultZone: nas.zoneId, zonesByServerName: nas.hotspotServers };
  const zone = directory.zones.get(findZone(zones, question.calledStationId) ?? 0) ?? null;
  const namesDevice =
    mac !== null && (question.username === '' || parseMacAddress(question.username) === mac);
  const row = byUsername(question, directory);
  const isLine = row >= 0 && directory.customerFacts(row, mac, question.now).kind === 'pppoe';
  const service = question.service ?? (isLine ? 'pppoe' : 'hotspot');
  if (zone === null || service === 'pppoe') return { kind: 'pppoe', zone: null };
  return { kind: namesDevice && zone.macLogin ? 'hotspot-mac' : 'hotspot-login', zone };
}

function judgeEach(facts: AccessFacts): ExplainedRule[] {
  const rules = ACCESS_RULES.map(({ name, judge }) => ({ name, reason: judge(facts) }));
  return facts.customer === null ? rules.slice(0, 1) : rules;
}

async function readNames(reader: AccessFactsReader, facts: AccessFacts): Promise<Map<number, string>> {
  const ids = [facts.customer?.id, facts.device?.customerId].filter((id) => id !== undefined);
  const { rows } = await reader.pool.query<{ id: number; name: string }>(
    'select id, name from customers where id = any($1::bigint[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function sentenceOf(
  question: AccessQuestion,
  kind: AttemptKind,
  zone: HotspotZone | null,
  facts: AccessFacts,
  names: ReadonlyMap<number, string>,
  decision: AccessDecision,
): Said {
  const { customer, device } = facts;
  const { mac } = facts.attempt;
  const method = kind === 'hotspot-mac' ? hotspotMac : pap;
  const accepts = decision.outcome === 'accept';
  const registration = accepts ? registrationOf(decision.writes) : null;
  const holderId = device !== null && device.customerId !== customer?.id ? device.customerId : null;
  return explainAttempt({
    kind,
    outcome: decision.outcome,
    reason: accepts ? decision.observed : decision.reason,
    username: question.username,
    callingStationId: question.callingStationId,
    mac: mac === null ? null : formatMacAddress(mac),
    vendor: mac === null ? null : vendorOf(mac),
    customerName: customer === null ? null : (names.get(customer.id) ?? null),
    holderName: holderId === null ? null : (names.get(holderId) ?? null),
    zoneName: zone?.name ?? null,
    servicePackageName: customer?.subscription?.servicePackage.name ?? null,
    facts: storedAttemptFacts(
      { method, calledStationId: question.calledStationId, zone },
      facts,
      registration,
    ),
  });
}

/** What the login would register, said as if it had. */
function registrationOf(writes: readonly AccessWrite[]): 'registered' | 'swapped' | null {
  if (writes.includes('use-swap-window')) return 'swapped';
  return writes.includes('register-device') ? 'registered' : null;
}
