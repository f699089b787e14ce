import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FakeGateway } from '../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { openMethod } from './payment-methods.ts';
import { addTestGuest, addTestPackage, beginTestPayment, sure } from './testing.ts';

let api: TestApi;
let gateway: FakeGateway;
before(async () => {
  [api, gateway] = await Promise.all([openTestApi(), startFakeGateway()]);
});
after(async () => {
  await gateway.close();
  await api.close();
});
beforeEach(() => api.database.pool.query('delete from payment_methods'));

const add = (method: object) => api.call('POST', '/payment-methods', method);
const patch = (id: unknown, change: object) => api.call('PATCH', `/payment-methods/${String(id)}`, change);
const storedSettings = async (id: unknown) =>
  (await openMethod(api.database.db, api.parts.secretBox, Number(id)))?.settings as Record<string, unknown>;
const asRole = async (role: 'read-only' | 'sales' | 'manager') => ({
  authorization: `Bearer ${await api.token(role)}`,
});
const items = (body: Json) => body['items'] as unknown as readonly Record<string, unknown>[];

test('every provider says what it needs, and the form can be drawn by that alone', async () => {
  const { body } = await api.call('GET', '/payment-providers');
  assert.deepEqual(
    items(body).map(({ id, kind }) => [id, kind]),
    [
      ['cash', 'counter'],
      ['mobile-money', 'reference'],
      ['hosted-page', 'hosted'],
    ],
  );
  const presets = items(body).at(-1)?.['presets'] as { label: string }[];
  assert.equal(presets.length, 4);
});

describe('secrets of a way to pay', () => {
  test('are told to nobody, are kept when left empty, and are replaced when typed', async () => {
    const { status, body, text } = await add(gateway.method());
    assert.equal(status, 201, text);
    const { key, callbackSecret } = gateway.method().settings as Record<string, string>;
    assert.deepEqual([...(body['secretsSet'] as unknown as string[])].toSorted(), ['callbackSecret', 'key']);
    for (const answer of [text, (await api.call('GET', '/payment-methods')).text])
      assert.ok(!answer.includes(String(key)) && !answer.includes(String(callbackSecret)));
    await patch(body['id'], { settings: { ...gateway.method().settings, key: '', statePath: 'status' } });
    const kept = await storedSettings(body['id']);
    assert.deepEqual([kept['key'], kept['statePath']], [key, 'status']);
    await patch(body['id'], { settings: { key: 'a new one' } });
    assert.equal((await storedSettings(body['id']))['key'], 'a new one');
  });

  test('do not go to another host: whoever changes the address types them again', async () => {
    const { body } = await add(gateway.method());
    const askUrl = 'https://collects-keys.example/{{reference}}';
    const refused = await patch(body['id'], { settings: { askUrl } });
    assert.equal(refused.status, 400);
    assert.deepEqual(Object.keys(refused.body['error']?.['fields'] ?? {}).toSorted(), [
      'settings.callbackSecret',
      'settings.key',
    ]);
    const typed = await patch(body['id'], { settings: { askUrl, key: 'mine', callbackSecret: 'mine' } });
    assert.equal(typed.status, 200, typed.text);
  });

  test('stand neither in the database nor in the audit log, and what was typed is seen by those alone who may change it', async () => {
    const { body } = await add(gateway.method());
    const { key = '' } = gateway.method().settings;
    const { rows } = await api.database.pool.query(
      `select (select string_agg(row_to_json(a)::text, ' ') from audit_log a) as audit,
              (select string_agg(encode(settings_cipher, 'escape'), ' ') from payment_methods) as stored`,
    );
    for (const text of [rows[0].audit, rows[0].stored])
      assert.ok(!text.includes(key) && !text.includes('/v1/payments'));
    const seen = await api.call(
      'GET',
      `/payment-methods/${String(body['id'])}`,
      undefined,
      await asRole('sales'),
    );
    assert.deepEqual(
      [seen.body['settings'], seen.body['secretsSet'], seen.body['callbackUrl']],
      [{}, [], null],
    );
    const changed = await api.call(
      'GET',
      `/payment-methods/${String(body['id'])}`,
      undefined,
      await asRole('manager'),
    );
    assert.equal(changed.body['settings']?.['statePath'], 'state');
  });
});

test('what is wrong is said at the field of the form', async () => {
  const { settings } = gateway.method();
  const { status, body } = await add({
    ...gateway.method(),
    settings: { ...settings, paidWords: '', beginUrl: 'http://169.254.169.254/', nonsense: 'x' },
  });
  assert.equal(status, 400);
  const fields = Object.keys(body['error']?.['fields'] ?? {});
  assert.ok(fields.includes('settings.nonsense'), fields.join());
  const again = await add({ ...gateway.method(), settings: { ...settings, paidWords: '', amountPath: '' } });
  assert.deepEqual(Object.keys(again.body['error']?.['fields'] ?? {}).toSorted(), [
    'settings.amountPath',
    'settings.paidWords',
  ]);
  assert.equal((await add({ provider: 'barter', name: 'Barter', settings: {} })).status, 422);
});

test('a gateway of one currency is offered for that one alone', async () => {
  const settings = { ...gateway.method().settings, currencyPath: '=kes' };
  const { body } = await add({ ...gateway.method('M-Pesa'), settings });
  assert.deepEqual(body['currencies'] as unknown, ['KES']);
  const refused = await patch(body['id'], { currencies: ['KES', 'USD'] });
  assert.deepEqual(
    [refused.status, Object.keys(refused.body['error']?.['fields'] ?? {})],
    [400, ['currencies']],
  );
  assert.equal(
    (await patch(body['id'], { currencies: [] })).body['currencies']?.[0 as never] as unknown,
    'KES',
  );
});

test('they stand in the order that they are put in; one that is removed is gone, and its name is free', async () => {
  const names = async () => items((await api.call('GET', '/payment-methods')).body).map(({ name }) => name);
  const ids: string[] = [];
  for (const name of ['Cash', 'At the kiosk', 'By hand'])
    ids.push(String((await add({ provider: 'cash', name, settings: {} })).body['id']));
  assert.equal((await add({ provider: 'cash', name: 'Cash', settings: {} })).status, 409);
  await api.call('PUT', '/payment-methods/order', { ids: [ids[2], ids[0]] });
  assert.deepEqual(await names(), ['By hand', 'Cash', 'At the kiosk']);
  assert.equal((await api.call('DELETE', `/payment-methods/${ids[0]}`)).status, 204);
  assert.deepEqual(await names(), ['By hand', 'At the kiosk']);
  assert.equal((await patch(ids[0], { enabled: true })).status, 404);
  assert.equal((await add({ provider: 'cash', name: 'Cash', settings: {} })).status, 201);
  assert.ok((await openMethod(api.database.db, api.parts.secretBox, Number(ids[0]))) !== null);
});

describe('a way to pay with open payments', () => {
  async function withOpen(method: object): Promise<string> {
    const id = String((await add(method)).body['id']);
    const customerId = await addTestGuest(api);
    const servicePackageId = await addTestPackage(api);
    sure(await beginTestPayment(api, { customerId, servicePackageId, paymentMethodId: Number(id) }));
    return id;
  }
  const forget = () => api.database.pool.query('truncate payments cascade');

  test('does not lead elsewhere unasked: the count and the way out are said, and it may be confirmed', async () => {
    const id = await withOpen(gateway.method());
    for (const settings of [
      { askUrl: `${gateway.origin}/v2/payments/{{reference}}` },
      { account: 'another merchant' },
      { paidWords: 'done' },
    ]) {
      const refused = await patch(id, { settings });
      assert.deepEqual([refused.status, refused.body['error']?.['code']], [409, 'payments-open']);
      assert.match(
        refused.text,
        /1 payment by .* may still be paid.*Add a new method and switch this one off/,
      );
      for (const [name, value] of Object.entries(settings))
        assert.notEqual((await storedSettings(id))[name], value);
    }
    assert.equal((await patch(id, { settings: { paidWords: 'done' }, openPaymentsToo: true })).status, 200);
    await forget();
  });

  test('has its keys changed at any time, and its name, currencies and what visitors are told', async () => {
    const id = await withOpen(gateway.method());
    const same = { ...gateway.method().settings, key: 'rotated', callbackSecret: 'rotated too' };
    const rotated = await patch(id, { settings: same, name: 'Card', currencies: ['BDT'], enabled: false });
    assert.equal(rotated.status, 200, rotated.text);
    const settings = { account: '01712 345678', instructions: 'Send it.' };
    const mobile = await withOpen({ provider: 'mobile-money', name: 'bKash', settings });
    assert.equal((await patch(mobile, { settings: { ...settings, instructions: 'Send now.' } })).status, 200);
    const moved = await patch(mobile, { settings: { ...settings, account: '01812 345678' } });
    assert.equal(moved.body['error']?.['code'], 'payments-open');
    await forget();
    assert.equal((await patch(mobile, { settings: { account: '01812 345678' } })).status, 200);
  });

  test('of which none may still be paid leads anywhere', async () => {
    const id = await withOpen(gateway.method());
    await api.database.pool.query(`update payments set ask_at = null, state = 'expired'`);
    assert.equal((await patch(id, { settings: { account: 'another merchant' } })).status, 200);
    await forget();
  });
});

describe('a test', () => {
  const run = async (id: unknown) => {
    const { body } = await api.call('POST', `/payment-methods/${String(id)}/test`);
    return body['tried'] as unknown as { what: string; went: string; said: string | null }[];
  };

  test('says that the keys are right, and in words what is wrong', async () => {
    const { body } = await add(gateway.method());
    const [asked, address] = await run(body['id']);
    assert.equal(asked?.went, 'well', JSON.stringify(asked));
    assert.match(address?.said ?? '', /no public address/);
    await patch(body['id'], { settings: { key: 'wrong' } });
    assert.match((await run(body['id']))[0]?.said ?? '', /answered 401.*refuses the keys/);
    await gateway.goAway();
    assert.match((await run(body['id']))[0]?.said ?? '', /Nothing listens/);
    await gateway.comeBack();
  });

  test('is made so often and no oftener, whoever asks', async () => {
    const limited = await openTestApi();
    const statuses = new Set<number>();
    for (let round = 0; round < 32; round += 1)
      statuses.add((await limited.call('POST', '/payment-methods/1/test')).status);
    await limited.close();
    assert.deepEqual([...statuses], [404, 429]);
  });

  test('of cash shows what visitors are told', async () => {
    const settings = { instructions: 'Pay {{amount}} {{currency}} to Ali.' };
    const { body } = await add({ provider: 'cash', name: 'Cash', currencies: ['BDT'], settings });
    assert.equal((await run(body['id']))[0]?.said, 'Pay 100.00 BDT to Ali.');
  });
});
