import { usernameKey } from '@gatehouse/domain/username';
import type { Change } from '../db/make-change.ts';
import { isRefused, type Outcome } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { addSubscription } from '../subscriptions/add-subscription.ts';
import { findLoginFaults, readUsername, usernameTaken } from './customer-fields.ts';
import { findCustomer } from './customers.queries.ts';
import { homeOfNew, readHome } from './home/read-home.ts';
import type { AddCustomerInput, Customer } from './customers.schemas.ts';

/**
 * Makes a customer; a package given starts a subscription now. Refused: an unusable username or
 * password, `username-taken`, and what {@link addSubscription} refuses.
 */
export async function addCustomer(
  change: Change,
  secrets: SecretBox,
  input: AddCustomerInput,
): Promise<Outcome<Customer>> {
  const { tx, announce, audit } = change;
  const fault = await findLoginFaults(tx, input, null);
  if (fault) return fault;
  const read = readUsername(input.username);
  if (isRefused(read)) return read;
  const { username } = read;

  const where = input.home === undefined ? homeOfNew(input.kind) : input.home;
  if (isRefused(where)) return where;
  const home = await readHome(tx, where);
  if (isRefused(home)) return home;

  const row = await tx
    .insertInto('customers')
    .values({
      name: input.name,
      username,
      username_key: usernameKey(username),
      password_cipher: secrets.seal(input.password, 'network-password'),
      kind: input.kind,
      mac_binding: input.macBinding ?? null,
      device_limit: input.deviceLimit ?? null,
      session_limit: input.sessionLimit ?? null,
      framed_ip_address: input.framedIpAddress ?? null,
      phone: input.phone ?? null,
      email: input.email ?? null,
      ...home,
    })
    .onConflict((conflict) => conflict.column('username_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return usernameTaken(username);
  announce('customers', [row.id]);
  const { password: _, servicePackageId, ...stored } = input;
  await audit({
    action: 'customers.add',
    subjectKind: 'customer',
    subjectId: row.id,
    customerId: row.id,
    after: { ...stored, username },
  });
  if (servicePackageId) {
    const subscription = await addSubscription(change, row.id, { servicePackageId });
    if (isRefused(subscription)) return subscription;
  }
  return mustFind(await findCustomer(tx, row.id));
}

export function mustFind<T>(found: T | null): T {
  if (found === null) throw new Error('What was just written is not there.');
  return found;
}
