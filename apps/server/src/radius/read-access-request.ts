import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import { isPppRequest, readAttemptKind } from '@gatehouse/domain/access/read-attempt-kind';
import { findZone } from '@gatehouse/domain/hotspot-zones/find-zone';
import { type MacAddress, readStationId } from '@gatehouse/domain/mac-address';
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

/** An Access-Request as the house understands it: who, which device, which kind. */
export type Attempt = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly nas: KnownNas;
  readonly kind: AttemptKind;
  /** As it was sent; empty when there was none, or none that is text. */
  readonly username: string;
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
  const username = packet.text(rfc2865['User-Name']) ?? '';
  const callingStationId = packet.text(rfc2865['Calling-Station-Id']) ?? '';
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
  return { at, nas, kind, username, mac, callingStationId, calledStationId, zone, method };
}

/** 'Calling-Station-Id', else where this make of router is known to put it. */
export function readMac(packet: RadiusPacket, callingStationId: string, nas: KnownNas): MacAddress | null {
  const mac = readStationId(callingStationId);
  if (mac !== null) return mac;
  for (const source of nas.vendor.macSources) {
    const elsewhere = readStationId(packet.text(source) ?? '');
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
