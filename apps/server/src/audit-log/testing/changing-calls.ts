import type { TestApi } from '../../http/testing/test-api.ts';
import { addPastSession } from '../../review/testing.ts';
import { newMac } from '../../review/testing.ts';
import { addTestPackage } from '../../payments/testing.ts';
import { createSetUpToken } from '../../operators/set-up.ts';
import { pngOf } from '../../hotspot-zones/testing.ts';
import { applyFile } from '../../imports/testing/run-import.ts';
import {
  PASSWORD,
  bulk,
  cash,
  customer,
  delivery,
  device,
  finding,
  imported,
  made,
  method,
  nas,
  next,
  offered,
  operator,
  owner,
  paid,
  pair,
  renewable,
  payment,
  person,
  sold,
  unique,
  view,
  vouchers,
  webhook,
  window,
  withSecondFactor,
  zone,
} from './what-calls-need.ts';

const LOGO = { image: pngOf(240, 80).toString('base64') };

/** Nothing listens there: the test says so at once. */
const MAIL = {
  host: '127.0.0.1',
  port: 9,
  security: 'none',
  senderAddress: 'gatehouse@example.net',
  senderName: 'Gatehouse',
  appUrl: 'https://gatehouse.example.net',
};

/** One call that changes something, or shows what is secret: with everything there that it needs. */
export type ChangingCall = {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
export type Prepare = (api: TestApi) => Promise<ChangingCall>;

/** By method and path. Whoever adds a route that changes something adds a line, or says why it leaves nothing on the record. */
export const CHANGING_CALLS: Readonly<Record<string, Prepare>> = {
  'POST /customers': async () => ({
    path: '/customers',
    body: { name: 'A', username: unique('a').replace(' ', '.'), password: 'x-password', kind: 'pppoe' },
  }),
  'PATCH /customers/:id': async (api) => ({
    path: `/customers/${String((await customer(api))['id'])}`,
    body: { status: 'suspended' },
  }),
  'GET /customers/:id/password': async (api) => ({
    path: `/customers/${String((await customer(api))['id'])}/password`,
  }),
  'POST /customers/:id/devices': async (api) => ({
    path: `/customers/${String((await customer(api))['id'])}/devices`,
    body: { mac: newMac() },
  }),
  'PATCH /devices/:id': async (api) => ({ path: `/devices/${await device(api)}`, body: { label: 'Attic' } }),
  'DELETE /devices/:id': async (api) => ({ path: `/devices/${await device(api)}` }),
  'POST /devices/:id/remove-and-disconnect': async (api) => ({
    path: `/devices/${await device(api)}/remove-and-disconnect`,
  }),
  'POST /devices/:id/restore': async (api) => {
    const id = await device(api);
    await api.call('DELETE', `/devices/${id}`);
    return { path: `/devices/${id}/restore`, body: {} };
  },
  'POST /devices/:id/move': async (api) => ({
    path: `/devices/${await device(api)}/move`,
    body: { customerId: String((await customer(api))['id']) },
  }),
  'POST /devices/:id/undo-move': async (api) => {
    const id = await device(api);
    await made(api, `/devices/${id}/move`, { customerId: String((await customer(api))['id']) });
    return { path: `/devices/${id}/undo-move` };
  },
  'POST /devices/:id/undo-add': async (api) => ({ path: `/devices/${await device(api)}/undo-add` }),
  'POST /devices/:id/replace': async (api) => ({
    path: `/devices/${await device(api)}/replace`,
    body: { mac: newMac() },
  }),
  'POST /devices/:id/undo-replace': async (api) => {
    const id = await device(api);
    const mac = newMac();
    await made(api, `/devices/${id}/replace`, { mac });
    return { path: `/devices/${id}/undo-replace?mac=${mac}` };
  },
  'POST /devices/:id/notes': async (api) => ({
    path: `/devices/${await device(api)}/notes`,
    body: { text: 'In the cellar' },
  }),
  'DELETE /devices/:id/notes/:noteId': async (api) => {
    const id = await device(api);
    return {
      path: `/devices/${id}/notes/${String((await made(api, `/devices/${id}/notes`, { text: 'x' }))['id'])}`,
    };
  },
  'POST /devices/:id/continue': async (api) => {
    const { path, body } = await pair(api);
    return { path: `${path}/continue`, body };
  },
  'POST /devices/:id/separate': async (api) => {
    const { path, body } = await pair(api);
    await made(api, `${path}/continue`, body);
    return { path: `${path}/separate` };
  },
  'POST /devices/:id/tell-apart': async (api) => {
    const { path, body } = await pair(api);
    return { path: `${path}/tell-apart`, body };
  },
  'POST /devices/:id/propose-again': async (api) => {
    const { path, body } = await pair(api);
    await api.call('POST', `${path}/tell-apart`, body);
    return { path: `${path}/propose-again`, body };
  },
  'POST /devices/bulk': async (api) => ({ path: '/devices/bulk', body: await bulk(api) }),
  'POST /bulk-actions/:id/undo': async (api) => {
    const begun = await made(api, '/devices/bulk', await bulk(api));
    const path = `/bulk-actions/${String(begun['id'])}`;
    while (String((await api.call('GET', path)).body['state']) !== 'done') await new Promise(setImmediate);
    return { path: `${path}/undo` };
  },
  'POST /customers/:id/swap-window': async (api) => ({
    path: `/customers/${String((await customer(api))['id'])}/swap-window`,
    body: {},
  }),
  'DELETE /customers/:id/swap-window': async (api) => {
    const { path, windowId } = await window(api);
    return { path: `${path}?windowId=${windowId}` };
  },
  'POST /customers/:id/swap-window/undo-open': async (api) => {
    const { path, windowId } = await window(api);
    return { path: `${path}/undo-open`, body: { windowId } };
  },
  'POST /customers/:id/swap-window/reopen': async (api) => {
    const { path, windowId } = await window(api);
    await api.call('DELETE', `${path}?windowId=${windowId}`);
    return { path: `${path}/reopen`, body: { windowId } };
  },
  'POST /blocked-macs': async () => ({ path: '/blocked-macs', body: { mac: newMac() } }),
  'DELETE /blocked-macs/:mac': async (api) => {
    const mac = newMac();
    await made(api, '/blocked-macs', { mac });
    return { path: `/blocked-macs/${mac}` };
  },
  'POST /blocked-macs/:mac/undo-unblock': async (api) => {
    const mac = newMac();
    await made(api, '/blocked-macs', { mac });
    await api.call('DELETE', `/blocked-macs/${mac}`);
    return { path: `/blocked-macs/${mac}/undo-unblock` };
  },
  'POST /unrecognised-devices/ignore': async (api) => {
    const { rows } = await api.database.pool.query(
      `insert into unrecognised_devices (customer_id, mac, first_at, last_at, refused_count, last_reason)
       values ($1, $2, now(), now(), 1, 'device-not-registered') returning id`,
      [(await customer(api))['id'], newMac()],
    );
    return { path: '/unrecognised-devices/ignore', body: { ids: [String(rows[0].id)], ignored: true } };
  },
  'POST /review/decisions': async (api) => ({
    path: '/review/decisions',
    body: { decision: 'keep', findingIds: [await finding(api)] },
  }),
  'POST /review/decisions/undo': async (api) => {
    const { decisionIds } = await made(api, '/review/decisions', {
      decision: 'keep',
      findingIds: [await finding(api)],
    });
    return { path: '/review/decisions/undo', body: { decisionIds } };
  },
  'POST /binding-checks/adopt': async (api) => {
    const holder = await customer(api);
    const mac = newMac();
    await addPastSession(api, holder, { mac, nasId: Number(await nas(api)), startedMinutesAgo: 5 });
    return { path: '/binding-checks/adopt', body: { devices: [{ customerId: String(holder['id']), mac }] } };
  },
  'POST /binding-checks/undo-adopt': async (api) => {
    const holder = await customer(api);
    const mac = newMac();
    await addPastSession(api, holder, { mac, nasId: Number(await nas(api)), startedMinutesAgo: 5 });
    const customerId = String(holder['id']);
    const { devices } = await made(api, '/binding-checks/adopt', { devices: [{ customerId, mac }] });
    return {
      path: '/binding-checks/undo-adopt',
      body: { devices: [{ deviceId: devices?.['0']?.['deviceId'], customerId }] },
    };
  },
  'POST /binding-checks/apply': async (api) => ({
    path: '/binding-checks/apply',
    body: { customers: [{ customerId: String((await customer(api))['id']), macBinding: 'strict' }] },
  }),
  'POST /customers/:id/subscriptions': async (api) => ({
    path: `/customers/${String((await customer(api))['id'])}/subscriptions`,
    body: { servicePackageId: await sold(api) },
  }),
  'PATCH /subscriptions/:id': async (api) => {
    const servicePackageId = await sold(api, { validitySeconds: 86_400 });
    const given = await made(api, `/customers/${String((await customer(api))['id'])}/subscriptions`, {
      servicePackageId,
    });
    return {
      path: `/subscriptions/${String(given['id'])}`,
      body: { endsAt: new Date(Date.now() + 9e8).toISOString(), reason: 'A week more' },
    };
  },
  'POST /customers/:id/renew': async (api) => {
    const { customerId, subscriptionId } = await renewable(api);
    return { path: `/customers/${customerId}/renew`, body: { subscriptionId, reason: 'A gift' } };
  },
  'POST /subscriptions/:id/undo-renew': async (api) => {
    const { customerId, subscriptionId } = await renewable(api);
    const given = await made(api, `/customers/${customerId}/renew`, { subscriptionId });
    return { path: `/subscriptions/${String(given['id'])}/undo-renew` };
  },
  'POST /service-packages': async () => ({
    path: '/service-packages',
    body: { name: unique('Home'), kind: 'pppoe' },
  }),
  'PATCH /service-packages/:id': async (api) => ({
    path: `/service-packages/${await sold(api)}`,
    body: { name: unique('Home') },
  }),
  'DELETE /service-packages/:id': async (api) => ({ path: `/service-packages/${await sold(api)}` }),
  'POST /payments': async (api) => ({ path: '/payments', body: await cash(api) }),
  'POST /payments/:id/refund': async (api) => ({
    path: `/payments/${await paid(api)}/refund`,
    body: { reason: 'Never worked', amountMinor: 2000 },
  }),
  'POST /payments/:id/approve': async (api) => ({
    path: `/payments/${await payment(api)}/approve`,
    body: { reason: 'On the statement' },
  }),
  'POST /payments/:id/refuse': async (api) => ({
    path: `/payments/${await payment(api)}/refuse`,
    body: { reason: 'Never came' },
  }),
  'POST /payments/:id/grant': async (api) => {
    const [id, servicePackageId] = [await payment(api), await addTestPackage(api, { validitySeconds: null })];
    const { body } = await api.call('GET', `/payments/${id}`);
    const path = `/customers/${String(body['customerId'])}/subscriptions`;
    await made(api, path, { servicePackageId: String(servicePackageId) });
    await made(api, `/payments/${id}/approve`, {});
    await api.database.pool.query('update subscriptions set ends_at = now() where customer_id = $1', [
      body['customerId'],
    ]);
    return { path: `/payments/${id}/grant` };
  },
  'POST /payment-methods': async () => ({
    path: '/payment-methods',
    body: { provider: 'cash', name: unique('Cash'), settings: {} },
  }),
  'PATCH /payment-methods/:id': async (api) => ({
    path: `/payment-methods/${await method(api)}`,
    body: { enabled: false },
  }),
  'DELETE /payment-methods/:id': async (api) => ({ path: `/payment-methods/${await method(api)}` }),
  'POST /payment-methods/:id/test': async (api) => ({ path: `/payment-methods/${await method(api)}/test` }),
  'PUT /payment-methods/order': async (api) => {
    await method(api);
    const { rows } = await api.database.pool.query('select id from payment_methods order by id desc');
    return { path: '/payment-methods/order', body: { ids: rows.map(({ id }) => String(id)) } };
  },
  'POST /voucher-batches': async (api) => ({
    path: '/voucher-batches',
    body: { name: unique('Fair'), servicePackageId: String(await addTestPackage(api)), count: 1 },
  }),
  'POST /voucher-batches/:id/revoke': async (api) => ({
    path: `/voucher-batches/${await vouchers(api)}/revoke`,
    body: { reason: 'Lost' },
  }),
  'POST /voucher-batches/:id/vouchers/:serial/revoke': async (api) => ({
    path: `/voucher-batches/${await vouchers(api)}/vouchers/1/revoke`,
    body: { reason: 'Torn' },
  }),
  'POST /hotspot-zones': async () => ({
    path: '/hotspot-zones',
    body: { name: unique('Zone'), ssid: 'Wi-Fi' },
  }),
  'PATCH /hotspot-zones/:id': async (api) => ({
    path: `/hotspot-zones/${await zone(api)}`,
    body: { ssid: 'Other' },
  }),
  'DELETE /hotspot-zones/:id': async (api) => ({ path: `/hotspot-zones/${await zone(api)}` }),
  'PUT /hotspot-zones/:id/logo': async (api) => ({
    path: `/hotspot-zones/${await zone(api)}/logo`,
    body: LOGO,
  }),
  'DELETE /hotspot-zones/:id/logo': async (api) => {
    const path = `/hotspot-zones/${await zone(api)}/logo`;
    await api.call('PUT', path, LOGO);
    return { path };
  },
  'POST /nas': async () => ({
    path: '/nas',
    body: {
      name: unique('Tower'),
      address: `198.51.100.${next() % 250}`,
      secret: 'a-secret-of-routers',
      vendor: 'generic',
    },
  }),
  'PATCH /nas/:id': async (api) => ({ path: `/nas/${await nas(api)}`, body: { name: unique('Tower') } }),
  'DELETE /nas/:id': async (api) => ({ path: `/nas/${await nas(api)}` }),
  'DELETE /nas/:id/signing': async (api) => {
    const id = await nas(api);
    await api.database.pool.query(`update nas set message_authenticator = 'required' where id = $1`, [id]);
    return { path: `/nas/${id}/signing` };
  },
  'POST /nas/:id/allow-unsigned': async (api) => ({ path: `/nas/${await nas(api)}/allow-unsigned` }),
  'GET /nas/:id/kit-with-secrets': async (api) => ({ path: `/nas/${await nas(api)}/kit-with-secrets` }),
  'POST /saved-views': async (api) => ({
    path: '/saved-views',
    body: { screen: 'devices', name: unique('View'), query: { type: 'Router' } },
    headers: await owner(api),
  }),
  'PATCH /saved-views/:id': async (api) => ({
    path: `/saved-views/${await view(api)}`,
    body: { name: unique('View') },
  }),
  'DELETE /saved-views/:id': async (api) => ({ path: `/saved-views/${await view(api)}` }),
  'PATCH /me/lists/:screen': async (api) => ({
    path: '/me/lists/devices',
    body: { columns: ['mac'] },
    headers: await owner(api),
  }),
  'PATCH /me': async (api) => ({ path: '/me', body: { language: 'bn' }, headers: await owner(api) }),
  'POST /me/password': async (api) => ({
    path: '/me/password',
    body: { currentPassword: PASSWORD, newPassword: 'coffee-without-any-sugar' },
    headers: (await person(api)).headers,
  }),
  'POST /me/step-up': async (api) => ({
    path: '/me/step-up',
    body: { password: PASSWORD },
    headers: (await person(api)).headers,
  }),
  'POST /me/two-factor/offer': async (api) => ({
    path: '/me/two-factor/offer',
    body: { password: PASSWORD },
    headers: (await person(api)).headers,
  }),
  'POST /me/two-factor': async (api) => {
    const { code, headers } = await offered(api);
    return { path: '/me/two-factor', body: { code }, headers };
  },
  'POST /me/two-factor/recovery-codes': async (api) => ({
    path: '/me/two-factor/recovery-codes',
    headers: (await withSecondFactor(api)).headers,
  }),
  'POST /me/two-factor/off': async (api) => ({
    path: '/me/two-factor/off',
    body: { password: PASSWORD },
    headers: (await withSecondFactor(api)).headers,
  }),
  'PUT /two-factor/requirement': async (api) => ({
    path: '/two-factor/requirement',
    body: { roles: ['support'], graceSignIns: 1 + (next() % 5) },
    headers: await owner(api),
  }),
  'POST /operators/:id/two-factor/reset': async (api) => ({
    path: `/operators/${(await withSecondFactor(api)).id}/two-factor/reset`,
    body: { reason: 'Lost the phone' },
    headers: await owner(api),
  }),
  'DELETE /me/sign-ins': async (api) => {
    const { username, headers } = await person(api);
    await made(api, '/sign-in', { username, password: PASSWORD }, {});
    return { path: '/me/sign-ins', headers };
  },
  'DELETE /me/sign-ins/:id': async (api) => {
    const { username, headers } = await person(api);
    await made(api, '/sign-in', { username, password: PASSWORD }, {});
    const { rows } = await api.database.pool.query('select max(id) as id from sign_ins');
    return { path: `/me/sign-ins/${String(rows[0].id)}`, headers };
  },
  'POST /password-link/use': async (api) => {
    const link = await made(
      api,
      `/operators/${await operator(api)}/password-link`,
      undefined,
      await owner(api),
    );
    const token = String((link['passwordLink'] ?? link)['path'])
      .split('#')
      .at(-1);
    return { path: '/password-link/use', body: { token, password: PASSWORD }, headers: {} };
  },
  'POST /webhook-deliveries/:id/send-again': async (api) => ({
    path: `/webhook-deliveries/${await delivery(api)}/send-again`,
  }),
  'POST /bulk-actions/:id/stop': async (api) => {
    const { rows } = await api.database.pool.query(
      `insert into bulk_actions (action, fields, request_hash, state, total, worked_until, actor_kind, actor_name, created_by)
       values ('label', '{}', $1, 'working', 1, now() + interval '1 hour', 'operator', 'x', 'x') returning id`,
      [unique('hash')],
    );
    return { path: `/bulk-actions/${String(rows[0].id)}/stop` };
  },
  'PUT /getting-started': async (api) => ({
    path: '/getting-started',
    body: { left: true },
    headers: await owner(api),
  }),
  'PATCH /settings': async () => ({ path: '/settings', body: { reviewNotSeenDays: 30 + (next() % 60) } }),
  'PUT /sms-gateway': async () => ({ path: '/sms-gateway', body: { kind: 'log' } }),
  'POST /sms-gateway/test': async () => ({ path: '/sms-gateway/test', body: { phone: '+880 1712 345678' } }),
  'PUT /mail-server': async (api) => ({ path: '/mail-server', body: MAIL, headers: await owner(api) }),
  'DELETE /mail-server': async (api) => {
    await api.call('PUT', '/mail-server', MAIL, await owner(api));
    return { path: '/mail-server', headers: await owner(api) };
  },
  'POST /mail-server/test': async (api) => {
    await api.call('PUT', '/mail-server', MAIL, await owner(api));
    return { path: '/mail-server/test', body: { to: 'karim@example.net' }, headers: await owner(api) };
  },
  'PUT /me/email': async (api) => ({
    path: '/me/email',
    body: { email: `${unique('a').replace(' ', '.')}@example.net` },
    headers: (await person(api)).headers,
  }),
  'POST /webhooks': async () => ({
    path: '/webhooks',
    body: { name: unique('Billing'), url: 'https://hooks.example/', events: ['device.added'] },
  }),
  'PATCH /webhooks/:id': async (api) => ({
    path: `/webhooks/${await webhook(api)}`,
    body: { enabled: false },
  }),
  'DELETE /webhooks/:id': async (api) => ({ path: `/webhooks/${await webhook(api)}` }),
  'POST /webhooks/:id/secret': async (api) => ({ path: `/webhooks/${await webhook(api)}/secret` }),
  'POST /webhooks/:id/test': async (api) => ({ path: `/webhooks/${await webhook(api)}/test` }),
  'POST /import-batches': async () => ({
    path: '/import-batches',
    body: {
      kind: 'customers',
      fileName: 'c.csv',
      text: `username,password,name\n${unique('n').replace(' ', '.')},x-password,N`,
    },
  }),
  'POST /import-batches/:id/apply': async (api) => ({
    path: `/import-batches/${String((await imported(api))['id'])}/apply`,
    body: { mode: 'good-rows' },
  }),
  'POST /import-batches/:id/undo': async (api) => ({
    path: `/import-batches/${String((await applyFile(api, await imported(api)))['id'])}/undo`,
  }),
  'DELETE /import-batches/:id': async (api) => ({
    path: `/import-batches/${String((await imported(api))['id'])}`,
  }),
  'POST /sessions/:id/disconnect': async (api) => {
    const holder = await customer(api);
    await addPastSession(api, holder, { mac: newMac(), nasId: Number(await nas(api)), startedMinutesAgo: 5 });
    const { rows } = await api.database.pool.query('select max(id) as id from sessions');
    return { path: `/sessions/${String(rows[0].id)}/disconnect` };
  },
  'DELETE /radius-nodes/:id': async (api) => {
    const id = `00000000-0000-4000-8000-${String(next()).padStart(12, '0')}`;
    await api.database.pool.query(
      `insert into radius_nodes (id, name, started_at, heartbeat_at) values ($1, 'gone', now(), now() - interval '1 hour')`,
      [id],
    );
    return { path: `/radius-nodes/${id}` };
  },
  'POST /set-up': async (api) => {
    await api.database.pool.query('delete from sign_ins; delete from operators');
    const token = await createSetUpToken(api.database.db, api.parts.randomBytes);
    return {
      path: '/set-up',
      body: { token, name: 'Ayesha', username: 'ayesha', password: PASSWORD },
      headers: {},
    };
  },
  'POST /sign-in': async () => ({
    path: '/sign-in',
    body: { username: 'ayesha', password: PASSWORD },
    headers: {},
  }),
  'POST /sign-out': async (api) => ({ path: '/sign-out', headers: await owner(api) }),
  'POST /operators': async (api) => {
    const name = unique('karim').replace(' ', '.');
    return { path: '/operators', body: { name, username: name, role: 'support' }, headers: await owner(api) };
  },
  'PATCH /operators/:id': async (api) => ({
    path: `/operators/${await operator(api)}`,
    body: { role: 'sales' },
    headers: await owner(api),
  }),
  'POST /operators/:id/password-link': async (api) => ({
    path: `/operators/${await operator(api)}/password-link`,
    headers: await owner(api),
  }),
  'DELETE /operators/:id/sign-ins': async (api) => ({
    path: `/operators/${await operator(api)}/sign-ins`,
    headers: await owner(api),
  }),
  'PUT /operators/:id/reach': async (api) => ({
    path: `/operators/${await operator(api)}/reach`,
    body: { limited: true, zoneIds: [await zone(api)] },
    headers: await owner(api),
  }),
  'POST /api-tokens': async (api) => ({
    path: '/api-tokens',
    body: { name: unique('Token'), role: 'support', validDays: 30 },
    headers: await owner(api),
  }),
  'DELETE /api-tokens/:id': async (api) => {
    const token = { name: unique('Token'), role: 'support', validDays: 30 };
    const { id } = await made(api, '/api-tokens', token, await owner(api));
    return { path: `/api-tokens/${String(id)}`, headers: await owner(api) };
  },
  'GET /audit-log/export.csv': async () => ({ path: '/audit-log/export.csv?by=cli' }),
  'GET /customers/export.csv': async () => ({ path: '/customers/export.csv' }),
  'POST /customers/export.csv': async () => ({ path: '/customers/export.csv', body: { ids: ['1'] } }),
  'POST /devices/export.csv': async () => ({
    path: '/devices/export.csv',
    body: { selection: { filter: {}, except: [] } },
  }),
  'GET /devices/export.csv': async () => ({ path: '/devices/export.csv' }),
};

/** What changes nothing that anybody needs to know of, and why. */
export const LEAVES_NOTHING: Readonly<Record<string, string>> = {
  'POST /set-up/check': 'tells whether a token is good',
  'POST /forgotten-password':
    'is answered before anything is looked at: forgotten-password.db.test.ts holds that a link is on the record',
  'POST /password-link/check': 'tells whether a link is good',
  'POST /vouchers/find': 'finds a voucher by its code; guesses are counted',
  'POST /binding-checks': 'tells what strict would refuse',
  'POST /import-batches/:id/check': 'judges a file anew; nothing of it counts before it is applied',
  'POST /system/clock/confirm':
    'only while a clock has jumped: clock.db.test.ts holds that it stands in the log',
  'POST /payments/:id/ask': 'asks the provider again; what comes of it stands in the story of the payment',
};
