import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import { isPppRequest, readAttemptKind } from '@gatehouse/domain/access/read-attempt-kind';
import { findZone } from '@gatehouse/domain/hotspot-zones/find-zone';
import { type MacAddress, readStationId } from '@gatehouse/domain/mac-address';
import { usernameKey as keyOf } from '@gatehouse/domain/username';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { HotspotZoneRecord } from './access-directory/directory-records.ts';
import type { AuthMethod } from './auth-methods/auth-method.ts';
import { chapPasswordIs } from './auth-methods/chap.ts';
import { hotspotMac } from './auth-methods/hotspot-mac.ts';
import { findAuthMethod } from './auth-methods/index.ts';
import { papPasswordText } from './auth-methods/pap.ts';
import type { AccessRequest, KnownNas } from './known-nas.ts';
import { readAnyText } from './read-any-text.ts';

/** An Access-Request as the house understands it: who, which device, which kind. */
export type Attempt = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly nas: KnownNas;
  readonly kind: AttemptKind;
  /** As it was sent, for the record; empty when there was none. */
  readonly username: string;
  /** What customers are found by; `null`: there was none, or what was sent is no text, and so nobody's name. */
  readonly usernameKey: string | null;
  /** Parsed here, once; `null`: no MAC. */
  readonly mac: MacAddress | null;
  readonly callingStationId: string;
  readonly calledStationId: string | null;
  readonly zone: HotspotZoneRecord | null;
  readonly method: AuthMethod;
};

export function readAccessRequest(request: AccessRequest, directory: AccessDirectory, at: number): Attempt {
  const { packet, peer } = request;
  const nas = peer.data;
  const { username, usernameKey } = readUsername(packet);
  const callingStationId = readAnyText(packet, rfc2865['Calling-Station-Id']);
  const calledStationId = packet.text(rfc2865['Called-Station-Id']);
  const mac = readMac(packet, callingStationId, nas);
  const serviceType = packet.integer(rfc2865['Service-Type']);
  const isPpp = isPppRequest(serviceType, packet.integer(rfc2865['Framed-Protocol']));
  const zoneId = isPpp ? null : findZone(nas.zones, calledStationId);
  const zone = zoneId === null ? null : (directory.zones.get(zoneId) ?? null);
  const credentialMethod = findAuthMethod(packet);
  // Most logins are lines: the closer look is for those in a zone.
  const kind =
    zone === null
      ? 'pppoe'
      : readAttemptKind({
          isPpp,
          serviceType,
          username,
          mac,
          zone,
          credential: credentialShape(request, credentialMethod),
        });
  const method = kind === 'hotspot-mac' ? hotspotMac : credentialMethod;
  return { at, nas, kind, username, usernameKey, mac, callingStationId, calledStationId, zone, method };
}

/** RFC 2865 §5.1: the name is UTF-8. What is not is kept for the record, and is nobody's. */
export function readUsername(packet: RadiusPacket): Pick<Attempt, 'username' | 'usernameKey'> {
  const text = packet.text(rfc2865['User-Name']);
  return text === null
    ? { username: readAnyText(packet, rfc2865['User-Name']), usernameKey: null }
    : { username: text, usernameKey: keyOf(text) };
}

/** 'Calling-Station-Id', else where this make of router is known to put it. */
export function readMac(packet: RadiusPacket, callingStationId: string, nas: KnownNas): MacAddress | null {
  const mac = readStationId(callingStationId);
  if (mac !== null) return mac;
  for (const source of nas.vendor.macSources) {
    const elsewhere = source.read(packet);
    if (elsewhere !== null) return elsewhere;
  }
  return null;
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
