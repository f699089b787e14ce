import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { SecretBox } from '../../secrets.ts';
import type {
  CustomerRecord,
  HotspotZoneRecord,
  NasRecord,
  ServicePackageRecord,
} from '../access-directory/directory-records.ts';
import type { SessionState } from '../access-directory/open-sessions.ts';
import type { SubscriptionUsage } from '../access-directory/usage-table.ts';

/** What a snapshot is a list of, one JSON text a line: a word for what follows, and that. */
export type SnapshotLine =
  | readonly ['packages', readonly ServicePackageRecord[]]
  | readonly ['zones', readonly HotspotZoneRecord[]]
  | readonly ['blocked-macs', readonly MacAddress[]]
  | readonly ['customer', CustomerRecord]
  | readonly ['sessions', readonly SessionState[]]
  | readonly ['usage', readonly SubscriptionUsage[]]
  | readonly ['nas', readonly NasRecord[]];

/**
 * Takes the database's sealed secrets as they are instead of opening them: a snapshot is copied without decrypting
 * a million passwords, and they lie in it sealed twice.
 */
export const leaveSealed: SecretBox = {
  seal: () => {
    throw new Error('A snapshot seals nothing itself.');
  },
  open: (cipher) => Buffer.from(cipher).toString('base64'),
  keys: () => {
    throw new Error('A snapshot opens nothing.');
  },
  fileKey: () => {
    throw new Error('A snapshot gets its key by itself.');
  },
};

export function writeLine(line: SnapshotLine): string {
  return `${JSON.stringify(line, (_, value: unknown) => (value instanceof Map ? [...value] : value))}\n`;
}

/** A line as it was, its secrets opened. Throws where it is not one, or a secret cannot be opened. */
export function readLine(text: string, secretBox: SecretBox): SnapshotLine {
  const line = JSON.parse(text) as SnapshotLine;
  switch (line[0]) {
    case 'customer':
      return [line[0], { ...line[1], password: unseal(secretBox, line[1].password, 'network-password') }];
    case 'zones':
      return [line[0], line[1].map((zone) => openZone(zone, secretBox))];
    case 'nas':
      return [line[0], line[1].map((nas) => openNas(nas, secretBox))];
    default:
      return line;
  }
}

function openZone(zone: HotspotZoneRecord, secretBox: SecretBox): HotspotZoneRecord {
  const { macPassword } = zone;
  return macPassword === null
    ? zone
    : { ...zone, macPassword: unseal(secretBox, macPassword, 'mac-password') };
}

/** In JSON a Buffer is `{ data: [octets] }` and a Map its entries. */
function openNas(nas: NasRecord, secretBox: SecretBox): NasRecord {
  const stored = nas as unknown as {
    readonly secrets: readonly { readonly data: readonly number[] }[];
    readonly hotspotServers: readonly (readonly [string, number])[];
  };
  const [current, previous] = stored.secrets.map(({ data }) =>
    Buffer.from(unseal(secretBox, Buffer.from(data).toString(), 'nas-secret')),
  );
  if (current === undefined) throw new Error('A router without a secret.');
  return {
    ...nas,
    secrets: previous === undefined ? [current] : [current, previous],
    hotspotServers: new Map(stored.hotspotServers),
  };
}

function unseal(secretBox: SecretBox, sealed: string, context: Parameters<SecretBox['open']>[1]): string {
  return secretBox.open(Buffer.from(sealed, 'base64'), context);
}
