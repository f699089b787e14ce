import type { Config, ListenAddress } from '../config.ts';
import type { Listener } from '../parts.ts';

/** A child that is started again listens where it listened before, also where "any free port" (0) was asked for. */
export function keepPorts(config: Config, listeners: readonly Listener[]): Config {
  const portsOf = (name: string): number[] =>
    listeners.filter((listener) => listener.name === name).map((listener) => portOf(listener.address));
  const keep = (asked: readonly ListenAddress[], name: string): ListenAddress[] =>
    asked.map(({ address, port }, index) => ({ address, port: port || (portsOf(name)[index] ?? 0) }));
  const { portalTls } = config;
  return {
    ...config,
    admin: keep([config.admin], 'admin')[0] ?? config.admin,
    portal: keep([config.portal], 'portal')[0] ?? config.portal,
    portalTls: portalTls && {
      ...portalTls,
      listen: keep([portalTls.listen], 'portal-https')[0] ?? portalTls.listen,
    },
    radiusAuth: keep(config.radiusAuth, 'radius-auth'),
    radiusAcct: keep(config.radiusAcct, 'radius-acct'),
  };
}

/** Of `192.0.2.1:1812` as of `http://[::1]:8080`. */
function portOf(address: string): number {
  return Number(/:(\d+)\/?$/.exec(address)?.[1] ?? 0);
}
