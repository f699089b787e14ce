import type { Nas } from '../../api/types.ts';
import { amountFault, readAmount } from '../../parts/form/amount.ts';
import { NAME_LENGTH_MAX, nameFault, sourceAddressFault } from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

export type RouterEntry = {
  readonly name: string;
  readonly address: string;
  readonly vendor: string;
  readonly secret: string;
  readonly zoneId: string;
  readonly messageAuthenticator: Nas['messageAuthenticator'];
  readonly coaPort: string;
  readonly proxy: boolean;
  readonly hotspotServers: readonly { readonly serverName: string; readonly zoneId: string }[];
};

export function entryOf(nas: Nas | undefined, address: string): RouterEntry {
  return {
    name: nas?.name ?? '',
    address: nas?.address ?? address,
    vendor: nas?.vendor ?? 'mikrotik',
    secret: '',
    zoneId: nas?.zoneId ?? '',
    messageAuthenticator: nas?.messageAuthenticator ?? 'learn',
    coaPort: String(nas?.coaPort ?? ''),
    proxy: nas?.proxy ?? false,
    hotspotServers: nas?.hotspotServers ?? [],
  };
}

/** What the API takes. An empty secret stays as it is; an empty port is the vendor's. */
export function toRouter(entry: RouterEntry, before: Nas | undefined): object {
  const { secret, coaPort, zoneId, ...rest } = entry;
  const zone = zoneId || null;
  return {
    ...rest,
    ...((before !== undefined || zone !== null) && { zoneId: zone }),
    ...(secret !== '' && { secret }),
    ...(coaPort !== '' && readAmount(coaPort) !== before?.coaPort && { coaPort: readAmount(coaPort) }),
  };
}

export function checkRouter(isNew: boolean) {
  return {
    name: (name: string) => nameFault(name, say('giveName'), NAME_LENGTH_MAX),
    address: sourceAddressFault,
    secret: (secret: string) => (secret === '' && isNew ? say('giveSecret') : null),
    coaPort: (typed: string) =>
      amountFault(typed, { min: 1, max: 65_535, whole: true, empty: say('usualPort') }),
    hotspotServers: {
      serverName: (name: string) => nameFault(name, say('serverNameFault'), 253),
      zoneId: (zoneId: string) => (zoneId === '' ? say('chooseZone') : null),
    },
  };
}
