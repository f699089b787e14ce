import type { Change } from '../db/make-change.ts';
import type { RowChange } from '../db/schema.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import { findServicePackage } from './service-packages.queries.ts';
import type {
  AddServicePackageInput,
  ChangeServicePackageInput,
  ServicePackage,
} from './service-packages.schemas.ts';

const NO_SUCH = refuse('not-found', { message: 'There is no such package.' });

/** Refused: `name-taken`. */
export async function addServicePackage(
  { tx, announce, audit }: Change,
  input: AddServicePackageInput,
): Promise<Outcome<ServicePackage>> {
  const values = { ...readColumns(input), name: input.name, kind: input.kind };
  const insert = () =>
    tx.insertInto('service_packages').values(values).returning('id').executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, { service_packages_name_key: nameTaken(input.name) });
  if (isRefused(row)) return row;
  announce('service-packages', [row.id]);
  await audit({
    action: 'service-packages.add',
    subjectKind: 'service-package',
    subjectId: row.id,
    after: input,
  });
  return (await findServicePackage(tx, row.id)) ?? NO_SUCH;
}

/** In force at the next login of everyone who has it. Refused: `not-found`, `name-taken`. */
export async function changeServicePackage(
  { tx, announce, audit }: Change,
  id: number,
  input: ChangeServicePackageInput,
): Promise<Outcome<ServicePackage>> {
  const before = await findServicePackage(tx, id);
  if (before === null) return NO_SUCH;
  const columns = readColumns(input);
  if (Object.keys(columns).length === 0) return before;
  const update = () => tx.updateTable('service_packages').set(columns).where('id', '=', id).execute();
  const updated = await unlessTaken(update, { service_packages_name_key: nameTaken(input.name ?? '') });
  if (isRefused(updated)) return updated;
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
  });
  if (isRefused(removed)) return removed;
  announce('service-packages', [id]);
  await audit({ action: 'service-packages.remove', subjectKind: 'service-package', subjectId: id, before });
  return { id };
}

function readColumns(input: ChangeServicePackageInput): RowChange<'service_packages'> {
  const columns: RowChange<'service_packages'> = {};
  if (input.name !== undefined) columns.name = input.name;
  if (input.rateDownKbps !== undefined) columns.rate_down_kbps = input.rateDownKbps;
  if (input.rateUpKbps !== undefined) columns.rate_up_kbps = input.rateUpKbps;
  if (input.validitySeconds !== undefined) columns.validity_seconds = input.validitySeconds;
  if (input.quotaBytes !== undefined) columns.quota_bytes = input.quotaBytes;
  if (input.deviceLimit !== undefined) columns.device_limit = input.deviceLimit;
  if (input.sessionLimit !== undefined) columns.session_limit = input.sessionLimit;
  if (input.macBinding !== undefined) columns.mac_binding = input.macBinding;
  if (input.framedPool !== undefined) columns.framed_pool = input.framedPool;
  if (input.priceMinor !== undefined) columns.price_minor = input.priceMinor;
  if (input.currency !== undefined) columns.currency = input.currency;
  return columns;
}
