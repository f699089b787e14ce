import { isIP, SocketAddress } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';
import type { CertificateFiles } from './tls/certificate-files.ts';

export type ListenAddress = { readonly address: string; readonly port: number };
export type Role = 'all' | 'radius' | 'web';

/** Where the portal is served by HTTPS too, under whose certificate: PEM files that somebody else renews. */
export type PortalTls = CertificateFiles & { readonly listen: ListenAddress };

export type Config = {
  readonly role: Role;
  readonly dataFolder: string;
  /** null: the embedded PostgreSQL under the data folder. */
  readonly databaseUrl: string | null;
  readonly secretKeyFile: string;
  readonly admin: ListenAddress;
  readonly portal: ListenAddress;
  /** null: on loopback plain HTTP, elsewhere HTTPS under a certificate that we make. */
  readonly adminTls: CertificateFiles | null;
  /** Addresses of proxies in front of the admin listener, whose word is taken for where a request came from. */
  readonly adminProxies: readonly string[];
  /** null: the portal speaks plain HTTP alone. */
  readonly portalTls: PortalTls | null;
  readonly radiusAuth: readonly ListenAddress[];
  readonly radiusAcct: readonly ListenAddress[];
  /** A RADIUS process that starts while the database is away serves from a snapshot up to this old; 0: never. */
  readonly offlineHoursMax: number;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** The flags every command takes; `start` adds its own. */
export const dataOptions = { data: { type: 'string' } } as const;

const startOptions = {
  ...dataOptions,
  role: { type: 'string' },
  admin: { type: 'string' },
  'admin-cert': { type: 'string' },
  'admin-key': { type: 'string' },
  'admin-proxy': { type: 'string' },
  portal: { type: 'string' },
  'portal-https': { type: 'string' },
  'portal-cert': { type: 'string' },
  'portal-key': { type: 'string' },
  'radius-auth': { type: 'string' },
  'radius-acct': { type: 'string' },
  'offline-hours': { type: 'string' },
} as const;

const roles: readonly Role[] = ['all', 'radius', 'web'];

/** Reads flags and environment once (a flag wins) and checks them once. Throws a `Refusal` that names the culprit. */
export function readConfig(args: readonly string[], environment: Environment): Config {
  const flags = parseFlags(args, startOptions).values;
  const read = (flag: keyof typeof startOptions, variable: string, otherwise: string): Setting =>
    flags[flag] !== undefined
      ? { name: `--${flag}`, value: flags[flag] }
      : { name: variable, value: environment[variable] || otherwise };
  const dataFolder = resolve(expandHome(read('data', 'GATEHOUSE_DATA', 'data').value));
  const config: Config = {
    role: readRole(flags.role ?? 'all'),
    dataFolder,
    databaseUrl: readDatabaseUrl(environment['DATABASE_URL']),
    secretKeyFile: resolve(environment['GATEHOUSE_SECRET_KEY_FILE'] || join(dataFolder, 'secret.key')),
    admin: readAddress(read('admin', 'GATEHOUSE_ADMIN', '127.0.0.1:8080')),
    portal: readAddress(read('portal', 'GATEHOUSE_PORTAL', '0.0.0.0:8081')),
    adminTls: readCertificate(
      "admin listener's",
      read('admin-cert', 'GATEHOUSE_ADMIN_CERT', ''),
      read('admin-key', 'GATEHOUSE_ADMIN_KEY', ''),
    ),
    adminProxies: readProxies(read('admin-proxy', 'GATEHOUSE_ADMIN_PROXY', '')),
    portalTls: readPortalTls(
      read('portal-https', 'GATEHOUSE_PORTAL_HTTPS', ''),
      read('portal-cert', 'GATEHOUSE_PORTAL_CERT', ''),
      read('portal-key', 'GATEHOUSE_PORTAL_KEY', ''),
    ),
    radiusAuth: readAddresses(read('radius-auth', 'GATEHOUSE_RADIUS_AUTH', '0.0.0.0:1812')),
    radiusAcct: readAddresses(read('radius-acct', 'GATEHOUSE_RADIUS_ACCT', '0.0.0.0:1813')),
    offlineHoursMax: readHours(read('offline-hours', 'GATEHOUSE_OFFLINE_HOURS', '24')),
  };
  // What a role does not open cannot be in its way.
  if (config.role !== 'web')
    refuseOverlaps({ '--radius-auth': config.radiusAuth, '--radius-acct': config.radiusAcct });
  if (config.role !== 'radius') {
    const https = config.portalTls === null ? [] : [config.portalTls.listen];
    refuseOverlaps({ '--admin': [config.admin], '--portal': [config.portal], '--portal-https': https });
  }
  if (config.role !== 'all' && config.databaseUrl === null) {
    throw new Refusal(
      `--role ${config.role} needs DATABASE_URL: the embedded database serves one machine's whole system.`,
    );
  }
  return config;
}

/** `parseArgs` of Node, its complaints as sentences. Flags may stand before and behind the positionals. */
export function parseFlags<T extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: readonly string[],
  options: T,
  { allowPositionals = false } = {},
) {
  try {
    return parseArgs({
      args: [...args],
      options: options ?? ({} as NonNullable<T>),
      allowPositionals,
      strict: true,
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${said.split('. ')[0]?.replace(/\.$/, '')}. \`gatehouse help\` lists what there is.`);
  }
}

export function formatAddress({ address, port }: ListenAddress): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

export function isLoopback({ address }: ListenAddress): boolean {
  return address.startsWith('127.') || address === '::1';
}

export type Setting = { readonly name: string; readonly value: string };

function readAddresses({ name, value }: Setting): ListenAddress[] {
  return value.split(',').map((part) => readAddress({ name, value: part.trim() }));
}

/** `192.0.2.1:1812`, `[2001:db8::1]:1812`, `localhost:8080`. Port 0 takes any free one. */
export function readAddress({ name, value }: Setting): ListenAddress {
  const [, six, other, digits] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(value) ?? [];
  const address = other === 'localhost' ? '127.0.0.1' : (six ?? other ?? '');
  const port = Number(digits);
  if (isIP(address) !== (six === undefined ? 4 : 6) || !(port <= 65_535)) {
    throw new Refusal(
      `${name} is "${value}"; it must be an address and a port, like 127.0.0.1:8080 or [::1]:8080.`,
    );
  }
  return { address, port };
}

/** A certificate and its key go together; without them there is no HTTPS to listen for. */
function readPortalTls(listen: Setting, cert: Setting, key: Setting): PortalTls | null {
  const files = readCertificate("portal's", cert, key);
  if (files !== null)
    return { listen: readAddress({ ...listen, value: listen.value || '0.0.0.0:8443' }), ...files };
  if (listen.value === '') return null;
  throw new Refusal(
    `${listen.name} is given, but no certificate: name its files with --portal-cert and --portal-key.`,
  );
}

function readCertificate(whose: string, cert: Setting, key: Setting): CertificateFiles | null {
  if (cert.value === '' && key.value === '') return null;
  const flag = whose === "portal's" ? 'portal' : 'admin';
  if (key.value === '')
    throw new Refusal(`The ${whose} certificate is named, but not what belongs to it: add --${flag}-key.`);
  if (cert.value === '')
    throw new Refusal(`The ${whose} key is named, but not what belongs to it: add --${flag}-cert.`);
  const [certFile, keyFile] = [cert, key].map(({ value }) => resolve(expandHome(value)));
  return { certFile: certFile ?? '', keyFile: keyFile ?? '' };
}

/** `127.0.0.1, 2001:db8::1`. */
function readProxies({ name, value }: Setting): readonly string[] {
  const addresses = value.split(',').flatMap((part) => part.trim() || []);
  const wrong = addresses.find((address) => isIP(address) === 0);
  if (wrong === undefined) return addresses;
  throw new Refusal(
    `${name} names "${wrong}"; it must be the address of your proxy as this machine sees it, like 127.0.0.1.`,
  );
}

/** Whether one socket of a kind leaves no room for the other. Port 0 is another one each time. */
function overlaps(one: ListenAddress, other: ListenAddress): boolean {
  const family = isIP(one.address);
  if (one.port === 0 || one.port !== other.port || family !== isIP(other.address)) return false;
  const [first, second] = [one, other].map(
    ({ address }) => new SocketAddress({ address, family: family === 6 ? 'ipv6' : 'ipv4' }).address,
  );
  return first === second || [first, second].some((address) => address === '0.0.0.0' || address === '::');
}

function refuseOverlaps(listeners: Readonly<Record<string, readonly ListenAddress[]>>): void {
  const all = Object.entries(listeners).flatMap(([flag, addresses]) =>
    addresses.map((address) => ({ flag, address })),
  );
  for (const [at, one] of all.entries()) {
    const other = all.slice(at + 1).find(({ address }) => overlaps(one.address, address));
    if (other === undefined) continue;
    const [first, second] = [one, other].map(({ flag, address }) => `${flag} ${formatAddress(address)}`);
    throw new Refusal(`${first} and ${second} are the same port twice; give each its own.`);
  }
}

function readHours({ name, value }: Setting): number {
  const hours = Number(value);
  if (/^\d{1,4}$/.test(value)) return hours;
  throw new Refusal(`${name} is "${value}"; it must be a number of hours, like 24, or 0 for never.`);
}

function readRole(value: string): Role {
  const role = roles.find((one) => one === value);
  if (!role) throw new Refusal(`--role is "${value}"; it must be one of ${roles.join(', ')}.`);
  return role;
}

function readDatabaseUrl(value: string | undefined): string | null {
  if (!value) return null;
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    throw new Refusal('DATABASE_URL must look like postgresql://user:password@host:5432/database.');
  }
  return value;
}

/** A `~` in an environment file or unit is nobody's to expand but ours. */
function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
}
