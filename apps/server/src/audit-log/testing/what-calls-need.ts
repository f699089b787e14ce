import {
  addTestMethod,
  addTestGuest,
  addTestPackage,
  beginTestPayment,
  sure,
} from '../../payments/testing.ts';
import { addTestCustomer, type Json, type TestApi } from '../../http/testing/test-api.ts';
import { Secret, TOTP } from 'otpauth';
import { openPasswordHasher } from '../../operators/password-hash.ts';
import { addPastDevice, newMac, newPrivateMac } from '../../review/testing.ts';
import { checkFile } from '../../imports/testing/run-import.ts';

/** What calls that change something need to be there first. Made for tests. */

let serial = 0;
/** A number that no call has had. */
export const next = (): number => ++serial;
export const unique = (name: string) => `${name} ${++serial}`;

export async function made(
  api: TestApi,
  path: string,
  body: unknown,
  headers?: Record<string, string>,
): Promise<Json> {
  const answer = await api.call('POST', path, body, headers);
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

export const customer = (api: TestApi, fields = {}) => addTestCustomer(api, fields);
const addTo = async (api: TestApi, holder: Json) =>
  String((await made(api, `/customers/${String(holder['id'])}/devices`, { mac: newMac() }))['id']);
export const device = async (api: TestApi) => addTo(api, await customer(api));
export const nas = async (api: TestApi) =>
  String(
    (
      await made(api, '/nas', {
        name: unique('Tower'),
        address: `192.0.2.${++serial % 250}`,
        secret: 'a-secret-of-routers',
        vendor: 'generic',
      })
    )['id'],
  );
export const zone = async (api: TestApi) =>
  String((await made(api, '/hotspot-zones', { name: unique('Zone'), ssid: 'Wi-Fi' }))['id']);
export const sold = async (api: TestApi, fields = {}) =>
  String((await made(api, '/service-packages', { name: unique('Home'), kind: 'pppoe', ...fields }))['id']);
/** Whose package has been given and can be renewed. */
export const renewable = async (api: TestApi) => {
  const customerId = String((await customer(api))['id']);
  const servicePackageId = await sold(api, { validitySeconds: 86_400, priceMinor: 2000, currency: 'BDT' });
  const given = await made(api, `/customers/${customerId}/subscriptions`, { servicePackageId });
  return { customerId, subscriptionId: String(given['id']) };
};
export const vouchers = async (api: TestApi) =>
  String(
    (
      await made(api, '/voucher-batches', {
        name: unique('Fair'),
        servicePackageId: String(await addTestPackage(api)),
        count: 2,
      })
    )['batch']?.['id'],
  );
export const webhook = async (api: TestApi) =>
  String(
    (
      await made(api, '/webhooks', {
        name: unique('Billing'),
        url: 'https://hooks.example/',
        events: ['device.added'],
      })
    )['id'],
  );
export const view = async (api: TestApi) =>
  String(
    (
      await made(api, '/saved-views', {
        screen: 'devices',
        name: unique('View'),
        query: { type: 'Router' },
        shared: true,
      })
    )['id'],
  );
export const method = (api: TestApi) =>
  addTestMethod(api, { provider: 'cash', settings: { instructions: '' } });
export const window = async (api: TestApi) => {
  const holder = await customer(api);
  const opened = await made(api, `/customers/${String(holder['id'])}/swap-window`, {});
  return { path: `/customers/${String(holder['id'])}/swap-window`, windowId: String(opened['id']) };
};
/** At a counter, where a person looks at it. */
export const payment = async (api: TestApi) => {
  const begun = sure(
    await beginTestPayment(api, {
      customerId: await addTestGuest(api),
      servicePackageId: await addTestPackage(api),
      paymentMethodId: await method(api),
    }),
  );
  return String(begun.id);
};
export const cash = async (api: TestApi) => ({
  customerId: String(await addTestGuest(api)),
  servicePackageId: String(await addTestPackage(api)),
  paymentMethodId: String(await method(api)),
  idempotencyKey: `cash-key-${++serial}`,
});
export const paid = async (api: TestApi) => String((await made(api, '/payments', await cash(api)))['id']);
export const finding = async (api: TestApi) => {
  const holder = await customer(api);
  await addPastDevice(api, holder, { label: null });
  const { body } = await api.call('GET', `/review?customerId=${String(holder['id'])}`);
  return String(body['items']?.['0']?.['id']);
};
export const pair = async (api: TestApi) => {
  const holder = await customer(api, { kind: 'hotspot', deviceLimit: 2 });
  const facts = { source: 'hotspot', seenDaysAgo: 12, addedDaysAgo: 40 };
  const older = await addPastDevice(api, holder, { ...facts, mac: newPrivateMac() });
  const newer = await addPastDevice(api, holder, {
    ...facts,
    mac: newPrivateMac(),
    addedDaysAgo: 2,
    seenDaysAgo: 0,
  });
  return { path: `/devices/${older}`, body: { newerId: String(newer) } };
};
export const bulk = async (api: TestApi) => ({
  action: 'label',
  selection: { ids: [await device(api)] },
  label: unique('Box'),
});
export const imported = (api: TestApi) =>
  checkFile(api, 'customers', [
    'username,password,name',
    `${unique('file').replace(' ', '.')},x-password,From a file`,
  ]);
/** An owner who can prove who they are. */
export const owner = (api: TestApi) => api.signedIn('owner');
export const operator = async (api: TestApi) => {
  const name = unique('mita').replace(' ', '.');
  const added = await made(api, '/operators', { name, username: name, role: 'support' }, await owner(api));
  return String((added['operator'] ?? added)['id']);
};
export const PASSWORD = 'tea-with-three-sugars';
/** An owner with a password, who has just signed in. */
export async function person(
  api: TestApi,
): Promise<{ id: string; username: string; headers: Record<string, string> }> {
  const username = unique('ayesha').replace(' ', '.');
  const password_hash = await openPasswordHasher(api.parts.randomBytes).hash(PASSWORD);
  const { id } = await api.database.db
    .insertInto('operators')
    .values({ name: username, username, username_key: username, role: 'owner', password_hash })
    .returning('id')
    .executeTakeFirstOrThrow();
  const answer = await api.call('POST', '/sign-in', { username, password: PASSWORD }, {});
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  return { id: String(id), username, headers: { Cookie } };
}
export async function offered(api: TestApi) {
  const who = await person(api);
  const { secret } = await made(api, '/me/two-factor/offer', { password: PASSWORD }, who.headers);
  return {
    ...who,
    code: TOTP.generate({ secret: Secret.fromBase32(String(secret)), timestamp: api.parts.now() }),
  };
}
export async function withSecondFactor(api: TestApi) {
  const who = await offered(api);
  await made(api, '/me/two-factor', { code: who.code }, who.headers);
  return who;
}
export async function delivery(api: TestApi): Promise<string> {
  const { rows } = await api.database.pool.query<{ id: number }>(
    `insert into webhook_deliveries (webhook_id, event_id, lane, type, occurred_at, body, state)
     values ($1, gen_random_uuid(), 1, 'device.added', now(), '{}', 'failed') returning id`,
    [await webhook(api)],
  );
  return String(rows[0]?.id);
}
