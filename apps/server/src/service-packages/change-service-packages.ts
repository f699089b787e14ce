import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import type { RowChange } from '../db/schema.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';
import { refuseLessForSold } from './refuse-less-for-sold.ts';
import { findServicePackage } from './service-packages.queries.ts';
import type {
  AddServicePackageInput,
  ChangeServicePackageInput,
  ServicePackage,
} from './service-packages.schemas.ts';

const NO_SUCH = refuse('not-found', { message: 'There is no such package.' });

/** Refused: `name-taken`, `reference-unknown`. */
export async function addServicePackage(
  { tx, announce, audit }: Change,
  input: AddServicePackageInput,
): Promise<Outcome<ServicePackage>> {
  const wrongZones = await findZoneFault(tx, input.kind, input.zoneIds);
  if (wrongZones !== null) return wrongZones;
  const values = { ...readColumns(input), name: input.name, kind: input.kind };
  const insert = () =>
    tx.insertInto('service_packages').values(values).returning('id').executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, { service_packages_name_key: nameTaken(input.name) });
  if (isRefused(row)) return row;
  await putZones(tx, row.id, input.zoneIds);
  announce('service-packages', [row.id]);
  await audit({
    action: 'service-packages.add',
    subjectKind: 'service-package',
    subjectId: row.id,
    after: input,
  });
  return (await findServicePackage(tx, row.id)) ?? NO_SUCH;
}

/**
 * In force at the next login of everyone who has it. Refused: `not-found`, `name-taken`, `reference-unknown`; `package-sold`
 * where vouchers and payments would give less than was paid for, unless that is confirmed.
 */
export async function changeServicePackage(
  { tx, announce, audit }: Change,
  id: number,
  input: ChangeServicePackageInput,
): Promise<Outcome<ServicePackage>> {
  const before = await findServicePackage(tx, id);
  if (before === null) return NO_SUCH;
  const wrongZones = await findZoneFault(tx, before.kind, input.zoneIds);
  if (wrongZones !== null) return wrongZones;
  const columns = readColumns(input);
  if (Object.keys(columns).length === 0 && input.zoneIds === undefined) return before;
  const lessForSold = await refuseLessForSold(tx, before, input);
  if (lessForSold !== null) return lessForSold;
  // The name is written back where nothing else changes: the row is locked, so two changes of zones take turns.
  const update = () =>
    tx
      .updateTable('service_packages')
      .set({ name: before.name, ...columns })
      .where('id', '=', id)
      .execute();
  const updated = await unlessTaken(update, { service_packages_name_key: nameTaken(input.name ?? '') });
  if (isRefused(updated)) return updated;
  await putZones(tx, id, input.zoneIds);
  announce('service-packages', [id]);
  const after = await findServicePackage(tx, id);
  await audit({
    action: 'service-packages.change',
    subjectKind: 'service-package',
    subjectId: id,
    before,
    after: input,
  });
  return after ?? NO_SUCH;
}

/** Only one that nobody ever had: what was sold stays on record. Refused: `not-found`, `in-use`. */
export async function removeServicePackage(
  { tx, announce, audit }: Change,
  id: number,
): Promise<Outcome<{ id: number }>> {
  const before = await findServicePackage(tx, id);
  if (before === null) return NO_SUCH;
  const remove = () => tx.deleteFrom('service_packages').where('id', '=', id).execute();
  const removed = await unlessTaken(remove, {
    subscriptions_service_package_id_fkey: refuse('in-use', {
      message: `Customers have or had "${before.name}", so it stays on record. It can be renamed.`,
    }),
    payments_service_package_id_fkey: refuse('in-use', {
      message: `"${before.name}" was paid for, so it stays on record. It can be renamed.`,
    }),
    voucher_batches_service_package_id_fkey: refuse('in-use', {
      message: `Vouchers were made for "${before.name}", so it stays on record. It can be renamed.`,
    }),
  });
  if (isRefused(removed)) return removed;
  announce('service-packages', [id]);
  await audit({ action: 'service-packages.remove', subjectKind: 'service-package', subjectId: id, before });
  return { id };
}

async function findZoneFault(
  tx: Tx,
  kind: CustomerKind,
  zoneIds: readonly number[] | undefined,
): Promise<Refused | null> {
  if (zoneIds === undefined || zoneIds.length === 0) return null;
  if (kind === 'pppoe') return zoneFault('Zones are for hotspot packages; a line is in none.');
  const wanted = [...new Set(zoneIds)];
  // Locked, so that none of them goes meanwhile.
  const known = await tx
    .selectFrom('hotspot_zones')
    .select('id')
    .where('id', 'in', wanted)
    .forKeyShare()
    .execute();
  return known.length === wanted.length ? null : zoneFault('There is no such zone.');
}

function zoneFault(message: string): Refused {
  return refuse('reference-unknown', { message, fields: { zoneIds: { code: 'unknown', message } } });
}

/** These, in place of those it had; `undefined`: as they are. */
async function putZones(tx: Tx, id: number, zoneIds: readonly number[] | undefined): Promise<void> {
  if (zoneIds === undefined) return;
  await tx.deleteFrom('service_package_zones').where('service_package_id', '=', id).execute();
  const rows = [...new Set(zoneIds)].map((zone_id) => ({ service_package_id: id, zone_id }));
  if (rows.length > 0) await tx.insertInto('service_package_zones').values(rows).execute();
}

function readColumns(input: ChangeServicePackageInput): RowChange<'service_packages'> {
  const columns: RowChange<'service_packages'> = {};
  if (input.name !== undefined) columns.name = input.name;
  if (input.rateDownKbps !== undefined) columns.rate_down_kbps = input.rateDownKbps;
  if (input.rateUpKbps !== undefined) columns.rate_up_kbps = input.rateUpKbps;
  if (input.validitySeconds !== undefined) columns.validity_seconds = input.validitySeconds;
  if (input.validFrom !== undefined) columns.valid_from = input.validFrom;
  if (input.onlineSeconds !== undefined) columns.online_seconds = input.onlineSeconds;
  if (input.quotaBytes !== undefined) columns.quota_bytes = input.quotaBytes;
  if (input.deviceLimit !== undefined) columns.device_limit = input.deviceLimit;
  if (input.sessionLimit !== undefined) columns.session_limit = input.sessionLimit;
  if (input.macBinding !== undefined) columns.mac_binding = input.macBinding;
  if (input.privateMacPolicy !== undefined) columns.private_mac_policy = input.privateMacPolicy;
  if (input.framedPool !== undefined) columns.framed_pool = input.framedPool;
  if (input.priceMinor !== undefined) columns.price_minor = input.priceMinor;
  if (input.currency !== undefined) columns.currency = input.currency;
  if (input.trial !== undefined) columns.trial = input.trial;
  return columns;
}
