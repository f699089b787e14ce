import { networkInterfaces } from 'node:os';

export type AddressFamily = 'IPv4' | 'IPv6';

/** The family of a wildcard, null for an address of its own. */
export function wildcardFamily(address: string): AddressFamily | null {
  if (address === '0.0.0.0') return 'IPv4';
  return address === '::' ? 'IPv6' : null;
}

/** Every address of this machine, in the form a socket binds to: link-local ones with their interface. */
export function localAddresses(family: AddressFamily): string[] {
  const addresses = new Set<string>();
  for (const [name, infos] of Object.entries(networkInterfaces())) {
    for (const info of infos ?? []) {
      if (info.family !== family) continue;
      addresses.add(info.address.startsWith('fe80:') ? `${info.address}%${name}` : info.address);
    }
  }
  return [...addresses];
}
