import type { ZonesOfNas } from '@gatehouse/domain/hotspot-zones/find-zone';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import type { Peer } from '@gatehouse/radius/transport/peer';
import type { RadiusRequest } from '@gatehouse/radius/transport/radius-server';
import type { HotspotZoneRecord, NasRecord } from './access-directory/directory-records.ts';
import { findNasVendor } from './nas-vendors/index.ts';
import type { NasVendor } from './nas-vendors/nas-vendor.ts';

/** A router as the packet path knows it. Zones are ids: a zone may change without its routers. */
export type KnownNas = {
  readonly id: number;
  readonly name: string;
  readonly vendor: NasVendor;
  readonly zones: ZonesOfNas<HotspotZoneRecord['id']>;
};

export type AccessRequest = RadiusRequest<KnownNas>;

/** What the transport needs of a router: made once when it is read, not per packet. */
export function peerOf(nas: NasRecord): Peer<KnownNas> {
  const [current, previous] = nas.secrets;
  return {
    secrets:
      previous === undefined ? [sharedSecret(current)] : [sharedSecret(current), sharedSecret(previous)],
    messageAuthenticator: nas.messageAuthenticator,
    proxy: nas.proxy,
    data: {
      id: nas.id,
      name: nas.name,
      vendor: findNasVendor(nas.vendor),
      zones: { defaultZone: nas.zoneId, zonesByServerName: nas.hotspotServers },
    },
  };
}
