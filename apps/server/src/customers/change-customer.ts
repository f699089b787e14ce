import { usernameKey } from '@gatehouse/domain/username';
import type { Change } from '../db/make-change.ts';
import { requestDisconnects } from '../dynamic-authorization/request-disconnects.ts';
import { endProofs } from '../portal/end-proofs.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { RowChange } from '../db/schema.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { addSubscription } from '../subscriptions/add-subscription.ts';
import { endRunningSubscriptions } from '../subscriptions/end-subscription.ts';
import { mustFind } from './add-customer.ts';
import { findLoginFaults, readUsername } from './customer-fields.ts';
import { findCustomer } from './customers.queries.ts';
import { readHome } from './home/read-home.ts';
import type { ChangeCustomerInput, Customer } from './customers.schemas.ts';

/**
 * Changes what is given; `null` means: inherit, or none. Refused: `not-found`, an unusable username or
 * password, `username-taken`, a package that is unknown or of the other kind, `changed-since` where it is not as expected.
 */
export async function changeCustomer(
  change: Change,
  secrets: SecretBox,
  id: number,
  input: ChangeCustomerInput,
): Promise<Outcome<Customer>> {
  const { tx, announce, audit } = change;
  await tx.selectFrom('customers').select('id').where('id', '=', id).forUpdate().execute();
  const before = await findCustomer(tx, id);
  if (before === null) return refuse('not-found', { message: 'There is no such customer.' });

  const outrun = refuseIfOutrun(before, input.expected);
  if (outrun !== null) return outrun;
  const fault = await findLoginFaults(tx, input, id);
  if (fault) return fault;
  const read = readColumns(secrets, input);
  if (isRefused(read)) return read;
  const home = input.home === undefined ? {} : await readHome(tx, input.home);
  if (isRefused(home)) return home;
  const columns = { ...read, ...home };
  if (Object.keys(columns).length > 0) {
    await tx.updateTable('customers').set(columns).where('id', '=', id).execute();
    announce('customers', [id]);
  }
  if (columns.password_cipher !== undefined || (columns.status ?? 'active') !== 'active') {
    await endProofs(change, id);
  }
  if (before.status === 'active' && (columns.status ?? 'active') !== 'active') {
    await disconnectSuspended(change, id);
  }
  const packageFault = await changePackage(change, before, input);
  if (packageFault) return packageFault;

  const after = mustFind(await findCustomer(tx, id));
  const differences = changedFields(before, after, input);
  if (differences) {
    await audit({
      action: 'customers.change',
      subjectKind: 'customer',
      subjectId: id,
      customerId: id,
      ...differences,
    });
  }
  return after;
}

function refuseIfOutrun(now: Customer, expected: ChangeCustomerInput['expected'] = {}): Refused | null {
  const { status = now.status, macBinding = now.macBinding } = expected;
  if (status === now.status && macBinding === now.macBinding) return null;
  const message = `Somebody has changed ${now.name} since; that was left. Look at it once more.`;
  return refuse('changed-since', { message });
}

/** Once it is in force, so that the next login is refused. */
async function disconnectSuspended(change: Change, customerId: number): Promise<void> {
  const { disconnectOnSuspend } = await readSettings(change.tx);
  if (!disconnectOnSuspend) return;
  const options = { reason: 'customer-suspended', onceInForce: true } as const;
  await requestDisconnects(change, { customerId }, options);
}

function readColumns(secrets: SecretBox, input: ChangeCustomerInput): Outcome<RowChange<'customers'>> {
  const columns: RowChange<'customers'> = {};
  if (input.username !== undefined) {
    const read = readUsername(input.username);
    if (isRefused(read)) return read;
    columns.username = read.username;
    columns.username_key = usernameKey(read.username);
  }
  if (input.password !== undefined) {
    columns.password_cipher = secrets.seal(input.password, 'network-password');
  }
  if (input.name !== undefined) columns.name = input.name;
  if (input.kind !== undefined) columns.kind = input.kind;
  if (input.status !== undefined) columns.status = input.status;
  if (input.macBinding !== undefined) columns.mac_binding = input.macBinding;
  if (input.deviceLimit !== undefined) columns.device_limit = input.deviceLimit;
  if (input.sessionLimit !== undefined) columns.session_limit = input.sessionLimit;
  if (input.framedIpAddress !== undefined) columns.framed_ip_address = input.framedIpAddress;
  if (input.phone !== undefined) columns.phone = input.phone;
  if (input.email !== undefined) columns.email = input.email;
  return columns;
}

/** Another package starts now, `null` ends the running one, the running one changes nothing. */
async function changePackage(
  change: Change,
  before: Customer,
  input: ChangeCustomerInput,
): Promise<Refused | null> {
  const { servicePackageId, kind } = input;
  const id = Number(before.id);
  const running = before.subscription?.running ? Number(before.subscription.servicePackageId) : null;
  if (servicePackageId === null) await endRunningSubscriptions(change, id);
  if (servicePackageId && servicePackageId !== running) {
    const added = await addSubscription(change, id, { servicePackageId });
    return isRefused(added) ? added : null;
  }
  const changesKind = kind !== undefined && kind !== before.kind;
  if (!changesKind || running === null || servicePackageId === null) return null;
  const message = 'The running package is for the other kind of customer. Choose another package with it.';
  return refuse('package-of-other-kind', { message, fields: { kind: { code: 'wrong-kind', message } } });
}

function changedFields(before: Customer, after: Customer, input: ChangeCustomerInput) {
  const fields = Object.keys(input).filter((field) => field in before) as (keyof Customer)[];
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const password = input.password === undefined ? {} : { password: 'changed' };
  if (changed.length === 0 && input.password === undefined) return null;
  return {
    before: Object.fromEntries(changed.map((field) => [field, before[field]])),
    after: { ...Object.fromEntries(changed.map((field) => [field, after[field]])), ...password },
  };
}
