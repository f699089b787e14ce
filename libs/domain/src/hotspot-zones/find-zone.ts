import { parseMacAddress } from '../mac-address.ts';

/** Where a NAS's hotspot requests belong; `Zone` is whatever the caller keeps of one, or its id. */
export type ZonesOfNas<Zone> = {
  readonly defaultZone: Zone | null;
  /** Hotspot server name (Called-Station-Id) → zone; one MikroTik may serve several. */
  readonly zonesByServerName: ReadonlyMap<string, Zone>;
};

/** The zone of a request that is not PPP: by hotspot server name, else the NAS's own, else none. */
export function findZone<Zone>(nas: ZonesOfNas<Zone>, calledStationId: string | null): Zone | null {
  const mapped = calledStationId === null ? undefined : nas.zonesByServerName.get(calledStationId);
  return mapped ?? nas.defaultZone;
}

/**
 * The SSID, where Called-Station-Id has the form `MAC:SSID` (RFC 3580 §3.20); `null`: not told by
 * this router.
 */
export function ssidOf(calledStationId: string): string | null {
  const [, mac = '', ssid = ''] =
    /^([0-9a-f]{12}|[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}):(.+)$/is.exec(calledStationId) ?? [];
  return ssid !== '' && parseMacAddress(mac) !== null ? ssid : null;
}
