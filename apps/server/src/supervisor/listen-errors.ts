import { type Config, formatAddress, type ListenAddress } from '../config.ts';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'may not be opened by this user (ports below 1024 need root or CAP_NET_BIND_SERVICE)',
  EADDRNOTAVAIL: 'is no address of this machine',
};

/** A socket that could not be opened, as a sentence that names the flag to change; null for any other error. */
export function sentenceForListening(error: unknown, config: Config): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('port' in error) || !('address' in error))
    return null;
  const reason = REASONS[String(error.code)];
  if (!reason) return null;
  const address = { address: String(error.address), port: Number(error.port) };
  const flag = findFlag(address, config);
  return `${formatAddress(address)} ${reason}${flag ? `; name another with ${flag}` : ''}.`;
}

function findFlag({ port }: ListenAddress, config: Config): string | null {
  const listeners: [string, readonly ListenAddress[]][] = [
    ['--admin', [config.admin]],
    ['--radius-auth', config.radiusAuth],
    ['--radius-acct', config.radiusAcct],
    ['--portal', [config.portal]],
    ['--portal-https', config.portalTls === null ? [] : [config.portalTls.listen]],
  ];
  return listeners.find(([, addresses]) => addresses.some((address) => address.port === port))?.[0] ?? null;
}
