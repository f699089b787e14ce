import type { HotspotZone } from '../../api/types.ts';
import { say } from './texts.ts';

export type AccessEntry = {
  readonly name: string;
  readonly ssid: string;
  readonly macLogin: boolean;
  readonly roamingGroup: string;
  readonly registration: HotspotZone['registration'];
  readonly phoneCountryCode: string;
  readonly gatewayHosts: readonly string[];
  readonly uamPap: boolean;
  /** Typed: set it. Empty: as it is. `null`: none any more. */
  readonly uamSecret: string | null;
  readonly macPassword: string | null;
};

export function accessEntryOf(zone: HotspotZone): AccessEntry {
  return {
    name: zone.name,
    ssid: zone.ssid,
    macLogin: zone.macLogin,
    roamingGroup: zone.roamingGroup ?? '',
    registration: zone.registration,
    phoneCountryCode: zone.phoneCountryCode ?? '',
    gatewayHosts: zone.gatewayHosts,
    uamPap: zone.uamPap,
    uamSecret: '',
    macPassword: '',
  };
}

/** What is sent: a secret only where it was touched. */
export function accessChanges({ uamSecret, macPassword, ...entry }: AccessEntry): object {
  return {
    ...entry,
    roamingGroup: entry.roamingGroup.trim() || null,
    phoneCountryCode: entry.phoneCountryCode.replace(/^\+|\s/g, '') || null,
    ...(uamSecret !== '' && { uamSecret }),
    ...(macPassword !== '' && { macPassword }),
  };
}

/** `+880` is what people write. */
export function countryCodeFault(typed: string): string | null {
  const digits = typed.replace(/^\+|\s/g, '');
  return digits === '' || /^[1-9]\d{0,3}$/.test(digits) ? null : say('noCountryCode');
}

/** IEEE 802.11: an SSID has 32 octets at most; letters beyond English take two or more. */
export function ssidFault(ssid: string): string | null {
  const text = ssid.trim();
  if (text === '') return say('giveWifiName');
  const octets = new TextEncoder().encode(text).length;
  return octets > 32 ? say('wifiNameTooLong') : null;
}

/** As it stands in the browser’s address bar, people paste it with https:// and a path. */
export function plainHost(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '');
}
