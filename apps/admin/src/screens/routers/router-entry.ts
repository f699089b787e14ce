import type { Nas } from '../../api/types.ts';

export type RouterEntry = {
  readonly name: string;
  readonly address: string;
  readonly vendor: string;
  readonly secret: string;
  readonly zoneId: string;
  readonly messageAuthenticator: Nas['messageAuthenticator'];
  readonly coaPort: number | string;
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
    coaPort: nas?.coaPort ?? '',
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
    ...(coaPort !== '' && coaPort !== before?.coaPort && { coaPort: Number(coaPort) }),
  };
}
