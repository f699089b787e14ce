import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { RowChange } from '../db/schema.ts';
import { findNameFault, nameTaken, unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, type Refused, refuse, refusedTogether } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { findNas } from './nas.queries.ts';
import type { AddNasInput, ChangeNasInput, Nas } from './nas.schemas.ts';
import { readNasAddress } from './nas-address.ts';

export type NasVendorLike = { readonly id: string; readonly coaPort: number };

/** What the verbs about routers need beside the change. */
export type NasParts = { readonly secretBox: SecretBox; readonly nasVendors: readonly NasVendorLike[] };

const NO_SUCH = refuse('not-found', { message: 'There is no such router.' });

/** Refused: `address-unreadable`, `reference-unknown`, `name-taken`, `address-taken`. */
export async function addNas(change: Change, parts: NasParts, input: AddNasInput): Promise<Outcome<Nas>> {
  const { tx, announce, audit } = change;
  const taken = await findNasFaults(tx, parts, input, null);
  if (taken) return taken;
  const address = readNasAddress(input.address);
  if (isRefused(address)) return address;
  const vendor = findVendor(parts, input.vendor);
  if (isRefused(vendor)) return vendor;
  const values = {
    ...readColumns(input),
    name: input.name,
    address: address.cidr,
    secret_cipher: parts.secretBox.seal(input.secret, 'nas-secret'),
    vendor: vendor.id,
    coa_port: input.coaPort ?? vendor.coaPort,
  };
  const insert = () => tx.insertInto('nas').values(values).returning('id').executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, conflicts(input));
  if (isRefused(row)) return row;
  const fault = await mapHotspotServers(tx, row.id, input.hotspotServers);
  if (fault) return fault;
  announce('nas', [row.id]);
  const after = await findNas(tx, row.id);
  await audit({ action: 'nas.add', subjectKind: 'nas', subjectId: row.id, after });
  return after ?? NO_SUCH;
}

/** Refused: `not-found`, and what {@link addNas} refuses. */
export async function changeNas(
  change: Change,
  parts: NasParts,
  id: number,
  input: ChangeNasInput,
): Promise<Outcome<Nas>> {
  const { tx, announce, audit } = change;
  const before = await findNas(tx, id);
  if (before === null) return NO_SUCH;
  const taken = await findNasFaults(tx, parts, input, id);
  if (taken) return taken;
  const columns = readColumns(input);
  if (input.address !== undefined) {
    const address = readNasAddress(input.address);
    if (isRefused(address)) return address;
    columns.address = address.cidr;
  }
  if (input.vendor !== undefined) {
    const vendor = findVendor(parts, input.vendor);
    if (isRefused(vendor)) return vendor;
    columns.vendor = vendor.id;
  }
  if (input.secret !== undefined) await rotateSecret(tx, parts, id, input.secret);
  if (input.previousSecret === null) columns.previous_secret_cipher = null;
  if (Object.keys(columns).length > 0) {
    const update = () => tx.updateTable('nas').set(columns).where('id', '=', id).execute();
    const updated = await unlessTaken(update, conflicts(input));
    if (isRefused(updated)) return updated;
  }
  const fault = await mapHotspotServers(tx, id, input.hotspotServers);
  if (fault) return fault;
  announce('nas', [id]);
  const after = await findNas(tx, id);
  const secret = input.secret === undefined ? {} : { secret: 'changed' };
  await audit({
    action: 'nas.change',
    subjectKind: 'nas',
    subjectId: id,
    before,
    after: { ...after, ...secret },
  });
  return after ?? NO_SUCH;
}

/** From now on its requests are those of a stranger. Refused: `not-found`. */
export async function removeNas(
  { tx, announce, audit }: Change,
  id: number,
): Promise<Outcome<{ id: number }>> {
  const before = await findNas(tx, id);
  if (before === null) return NO_SUCH;
  await tx.deleteFrom('nas').where('id', '=', id).execute();
  announce('nas', [id]);
  await audit({ action: 'nas.remove', subjectKind: 'nas', subjectId: id, before });
  return { id };
}

/**
 * All that only the verbs see of what was sent, at once: a taken name, an unreadable or taken address,
 * an unknown make. `null` when nothing is wrong with them.
 * @param ownId whose they are to be; `null` for a new router
 */
export async function findNasFaults(
  db: Db,
  parts: NasParts,
  {
    name,
    address,
    vendor,
  }: { readonly name?: unknown; readonly address?: unknown; readonly vendor?: unknown },
  ownId: number | null,
): Promise<Refused | null> {
  return refusedTogether([
    await findNameFault(db, 'nas', name, ownId),
    typeof address === 'string' ? await addressFault(db, address, ownId) : null,
    typeof vendor === 'string' ? findVendor(parts, vendor) : null,
  ]);
}

async function addressFault(db: Db, typed: string, ownId: number | null): Promise<Refused | null> {
  const read = readNasAddress(typed);
  if (isRefused(read)) return read;
  const holder = await db.selectFrom('nas').select('id').where('address', '=', read.cidr).executeTakeFirst();
  return holder === undefined || holder.id === ownId ? null : addressTaken(typed);
}

/** The router and we cannot change the secret at the same moment: both are accepted meanwhile. */
async function rotateSecret(tx: Tx, { secretBox }: NasParts, id: number, secret: string): Promise<void> {
  const row = await tx
    .selectFrom('nas')
    .select('secret_cipher')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (secretBox.open(row.secret_cipher, 'nas-secret') === secret) return;
  await tx
    .updateTable('nas')
    .set({ previous_secret_cipher: sql`secret_cipher`, secret_cipher: secretBox.seal(secret, 'nas-secret') })
    .where('id', '=', id)
    .execute();
}

function readColumns(input: Omit<ChangeNasInput, 'secret' | 'address' | 'vendor'>): RowChange<'nas'> {
  const columns: RowChange<'nas'> = {};
  if (input.name !== undefined) columns.name = input.name;
  if (input.zoneId !== undefined) columns.zone_id = input.zoneId;
  if (input.messageAuthenticator !== undefined) columns.message_authenticator = input.messageAuthenticator;
  if (input.proxy !== undefined) columns.proxy = input.proxy;
  if (input.coaPort !== undefined) columns.coa_port = input.coaPort;
  return columns;
}

/** One router serves several hotspots: the server's name tells the zone. Given, the list replaces the old one. */
async function mapHotspotServers(
  tx: Tx,
  nasId: number,
  servers: AddNasInput['hotspotServers'],
): Promise<Refused | null> {
  if (servers === undefined) return null;
  await tx.deleteFrom('nas_hotspot_servers').where('nas_id', '=', nasId).execute();
  if (servers.length === 0) return null;
  const rows = servers.map(({ serverName, zoneId }) => ({
    nas_id: nasId,
    server_name: serverName,
    zone_id: zoneId,
  }));
  const message = 'A hotspot server can be in one zone only.';
  const inserted = await unlessTaken(() => tx.insertInto('nas_hotspot_servers').values(rows).execute(), {
    nas_hotspot_servers_pkey: refuse('name-taken', {
      message,
      fields: { hotspotServers: { code: 'taken', message } },
    }),
    nas_hotspot_servers_zone_id_fkey: unknownZone('hotspotServers'),
  });
  return isRefused(inserted) ? inserted : null;
}

function conflicts({ name = '', address = '' }: { name?: string | undefined; address?: string | undefined }) {
  return {
    nas_name_key: nameTaken(name),
    nas_address_key: addressTaken(address),
    nas_zone_id_fkey: unknownZone('zoneId'),
  };
}

function addressTaken(address: string): Refused {
  const message = `Another router has the address ${address.trim()}. Each needs its own.`;
  return refuse('address-taken', { message, fields: { address: { code: 'taken', message } } });
}

function unknownZone(field: string): Refused {
  const message = 'There is no such hotspot zone.';
  return refuse('reference-unknown', { message, fields: { [field]: { code: 'unknown', message } } });
}

function findVendor({ nasVendors }: NasParts, id: string): Outcome<NasVendorLike> {
  const found = nasVendors.find((vendor) => vendor.id === id);
  if (found) return found;
  const message = `There is no vendor "${id}" here. Choose one of: ${nasVendors.map((vendor) => vendor.id).join(', ')}.`;
  return refuse('reference-unknown', { message, fields: { vendor: { code: 'unknown', message } } });
}
