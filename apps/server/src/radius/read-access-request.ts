import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import { isPppRequest, readAttemptKind } from '@gatehouse/domain/access/read-attempt-kind';
import { findZone } from '@gatehouse/domain/hotspot-zones/find-zone';
import { type MacAddress, macFromPairs, readStationId } from '@gatehouse/domain/mac-address';
import { usernameKey as keyOf } from '@gatehouse/domain/username';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { sessionLine } from '../sessions/session-line.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { HotspotZone } from './access-directory/directory-records.ts';
import { NO_ROW } from './access-directory/records.ts';
import type { AuthMethod } from './auth-methods/auth-method.ts';
import { chapPasswordIs } from './auth-methods/chap.ts';
import { hotspotMac } from './auth-methods/hotspot-mac.ts';
import { findAuthMethod } from './auth-methods/index.ts';
import { papPasswordText } from './auth-methods/pap.ts';
import type { AccessRequest, KnownNas } from './known-nas.ts';
import { readAnyText } from './read-any-text.ts';

/** What the house understood an Access-Request to be, before anyone is looked up. */
type Understood = Pick<Attempt, 'at' | 'nas' | 'kind' | 'mac' | 'zone' | 'method'>;

/** An Access-Request (RFC 2865 §4.1) as the house understands it: who, which device, which kind. */
export class Attempt {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly nas: KnownNas;
  readonly kind: AttemptKind;
  /** Parsed here, once; `null`: no MAC. */
  readonly mac: MacAddress | null;
  readonly zone: HotspotZone | null;
  readonly method: AuthMethod;
  private readonly packet: RadiusPacket;

  constructor(packet: RadiusPacket, { at, nas, kind, mac, zone, method }: Understood) {
    this.packet = packet;
    this.at = at;
    this.nas = nas;
    this.kind = kind;
    this.mac = mac;
    this.zone = zone;
    this.method = method;
  }

  // Texts are made when somebody asks for them: of a login that is like the last one, nobody does.

  /** As it was sent, for the record; empty when there was none. */
  get username(): string {
    return readAnyText(this.packet, rfc2865['User-Name']);
  }

  /** As it was sent, for the record; empty when there was none. */
  get callingStationId(): string {
    return readAnyText(this.packet, rfc2865['Calling-Station-Id']);
  }

  /** What its sessions are told apart by from the customer's others: the MAC, else the line; `null`: neither was told. */
  get place(): number | null {
    return this.mac ?? this.#readLine();
  }

  #readLine(): number | null {
    const { packet, nas, callingStationId } = this;
    return sessionLine({
      nasId: nas.id,
      nasIdentifier: readAnyText(packet, rfc2865['NAS-Identifier']),
      callingStationId,
      nasPortId: readPort(packet),
      acctSessionId: readAnyText(packet, rfc2866['Acct-Session-Id']),
    });
  }

  get calledStationId(): string | null {
    return this.packet.text(rfc2865['Called-Station-Id']);
  }

  /** The row of the customer who has this username (RFC 2865 §5.1); `NO_ROW`: nobody, or none was sent. */
  findByUsername(directory: AccessDirectory): number {
    const { packet } = this;
    const offset = packet.find(rfc2865['User-Name']);
    return offset === 0 ? NO_ROW : directory.findByUsername(packet.bytes, offset, packet.foundLength);
  }
}

export function readAccessRequest(request: AccessRequest, directory: AccessDirectory, at: number): Attempt {
  const { packet, peer } = request;
  const nas = peer.data;
  const mac = readMac(packet, nas);
  const serviceType = packet.integer(rfc2865['Service-Type']);
  const isPpp = isPppRequest(serviceType, packet.integer(rfc2865['Framed-Protocol']));
  const zone = isPpp ? null : readZone(packet, nas, directory);
  const credentialMethod = findAuthMethod(packet);
  // Most logins are lines: the closer look is for those in a zone.
  const kind =
    zone === null
      ? 'pppoe'
      : readAttemptKind({
          isPpp,
          serviceType,
          username: readAnyText(packet, rfc2865['User-Name']),
          mac,
          zone,
          credential: credentialShape(request, credentialMethod),
        });
  const method = kind === 'hotspot-mac' ? hotspotMac : credentialMethod;
  return new Attempt(packet, { at, nas, kind, mac, zone, method });
}

function readZone(packet: RadiusPacket, nas: KnownNas, directory: AccessDirectory): HotspotZone | null {
  // Made into a text only where somebody looks at it.
  const { zones } = nas;
  const called = zones.zonesByServerName.size === 0 ? null : packet.text(rfc2865['Called-Station-Id']);
  const zoneId = findZone(zones, called);
  return zoneId === null ? null : (directory.zones.get(zoneId) ?? null);
}

/** RFC 2865 §5.1: the name is UTF-8. What is not is kept for the record, and is nobody's. */
export function readUsername(packet: RadiusPacket): { username: string; usernameKey: string | null } {
  const text = packet.text(rfc2865['User-Name']);
  return text === null
    ? { username: readAnyText(packet, rfc2865['User-Name']), usernameKey: null }
    : { username: text, usernameKey: keyOf(text) };
}

/** 'Calling-Station-Id', else where this make of router is known to put it. */
export function readMac(packet: RadiusPacket, nas: KnownNas): MacAddress | null {
  const offset = packet.find(rfc2865['Calling-Station-Id']);
  if (offset !== 0) {
    const mac =
      macFromPairs(packet.bytes, offset, packet.foundLength) ??
      readStationId(readAnyText(packet, rfc2865['Calling-Station-Id']));
    if (mac !== null) return mac;
  }
  for (const source of nas.vendor.macSources) {
    const elsewhere = source.read(packet);
    if (elsewhere !== null) return elsewhere;
  }
  return null;
}

/** 'NAS-Port-Id', else 'NAS-Port'. */
export function readPort(packet: RadiusPacket): string | null {
  const id = readAnyText(packet, rfc2869['NAS-Port-Id']);
  const number = id === '' ? packet.integer(rfc2865['NAS-Port']) : null;
  return id === '' ? (number === null ? null : String(number)) : id;
}

function credentialShape(request: AccessRequest, method: AuthMethod) {
  return {
    method: method.id,
    get papPassword() {
      return method.id === 'pap' ? papPasswordText(request) : null;
    },
    checkChap: (password: string) => chapPasswordIs(request, Buffer.from(password)),
  };
}
