import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

async function addPackage(fields: Record<string, unknown>) {
  const answer = await api.call('POST', '/service-packages', { kind: 'pppoe', ...fields });
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

test('undoing leaves what somebody else has changed since, and says so', async () => {
  const customer = await addTestCustomer(api, { macBinding: 'learn' });
  const path = `/customers/${customer['id']}`;
  await api.call('PATCH', path, { status: 'suspended', macBinding: 'strict' });
  await api.call('PATCH', path, { status: 'ended' });
  const late = await api.call('PATCH', path, { status: 'active', expected: { status: 'suspended' } });
  assert.deepEqual([late.status, late.body['error']?.['code']], [409, 'changed-since'], late.text);
  assert.equal((await api.call('GET', path)).body['status'], 'ended');
  const back = { macBinding: 'learn', expected: { macBinding: 'strict' } };
  assert.equal((await api.call('PATCH', path, back)).status, 200);
  assert.equal((await api.call('PATCH', path, back)).status, 409, 'twice is once');
  assert.equal((await api.call('PATCH', path, { name: 'X', expected: { name: 'Y' } })).status, 400);
});

test('adds a customer and says what is in force and where it comes from', async () => {
  const added = await api.call('POST', '/customers', {
    name: 'Rahima Akter',
    username: 'Rahima.Home',
    password: 'kept-secret-here',
    kind: 'pppoe',
    macBinding: 'strict',
    phone: '+880 1711 000000',
  });
  assert.equal(added.status, 201);
  assert.equal(added.body['status'], 'active');
  assert.equal(added.body['username'], 'Rahima.Home');
  assert.deepEqual(added.body['effective'], {
    macBinding: { value: 'strict', from: 'customer' },
    deviceLimit: { value: 1, from: 'default' },
    sessionLimit: { value: null, from: 'default' },
  });
  assert.doesNotMatch(added.text, /kept-secret-here/);
  assert.deepEqual((await api.call('GET', `/customers/${added.body['id']}`)).body, added.body);
  const audit = await api.database.db
    .selectFrom('audit_log')
    .select('after')
    .where('action', '=', 'customers.add')
    .execute();
  assert.doesNotMatch(JSON.stringify(audit), /kept-secret-here/);
});

test('starts the package that is given with a customer, and inherits from it', async () => {
  const sold = await addPackage({
    name: 'Home 20',
    validitySeconds: 3600,
    deviceLimit: 3,
    macBinding: 'learn',
    quotaBytes: 1000,
  });
  const customer = await addTestCustomer(api, { servicePackageId: sold['id'] });
  const { subscription, effective } = customer;
  assert.equal(subscription?.['servicePackageName'], 'Home 20');
  assert.equal(subscription?.['running'], true);
  assert.equal(
    Date.parse(String(subscription?.['endsAt'])) - Date.parse(String(subscription?.['startsAt'])),
    3_600_000,
  );
  assert.deepEqual(effective?.['deviceLimit'], { value: 3, from: 'package' });
  assert.deepEqual(effective?.['macBinding'], { value: 'learn', from: 'package' });
});

test('keeps nothing of a customer whose package does not exist or is of the other kind', async () => {
  const hotspot = await addPackage({ name: 'One hour', kind: 'hotspot' });
  for (const servicePackageId of ['999999', hotspot['id']]) {
    const refused = await api.call('POST', '/customers', {
      name: 'N',
      username: 'never.kept',
      password: 'a-long-password',
      kind: 'pppoe',
      servicePackageId,
    });
    assert.equal(refused.status, 422);
    assert.equal(typeof refused.body['error']?.['fields']?.['servicePackageId']?.['message'], 'string');
  }
  assert.equal((await api.call('GET', '/customers?search=never.kept')).body['items']?.length, 0);
});

test('refuses a username that someone has in other letters, and one that reads as a MAC', async () => {
  await addTestCustomer(api, { username: 'taken.one' });
  const fields = { name: 'N', password: 'a-long-password', kind: 'pppoe' };
  const taken = await api.call('POST', '/customers', { ...fields, username: 'TAKEN.One' });
  assert.equal(taken.status, 409);
  assert.equal(taken.body['error']?.['code'], 'username-taken');
  const mac = await api.call('POST', '/customers', { ...fields, username: 'c4e9841f220a' });
  assert.equal(mac.status, 422);
  assert.equal(mac.body['error']?.['code'], 'username-is-mac');
  const empty = await api.call('POST', '/customers', { ...fields, username: '  ' });
  assert.equal(empty.body['error']?.['code'], 'username-empty');
});

test('names every field that does not fit', async () => {
  const refused = await api.call('POST', '/customers', {
    username: 'x',
    password: 7,
    kind: 'fibre',
    deviceLimit: -1,
    framedIpAddress: '300.1.1.1',
    email: 'nobody',
    colour: 'red',
  });
  assert.equal(refused.status, 400);
  const fields = refused.body['error']?.['fields'] ?? {};
  assert.deepEqual(Object.fromEntries(Object.entries(fields).map(([name, { code }]) => [name, code])), {
    name: 'missing',
    password: 'wrong-type',
    kind: 'invalid',
    deviceLimit: 'too-small',
    framedIpAddress: 'invalid',
    email: 'invalid',
    colour: 'unknown',
  });
});

test('inherits again when null is sent, and changes only what is sent', async () => {
  const customer = await addTestCustomer(api, { macBinding: 'strict', deviceLimit: 4, phone: '123' });
  const path = `/customers/${customer['id']}`;
  const changed = await api.call('PATCH', path, { macBinding: null, status: 'suspended' });
  assert.equal(changed.status, 200);
  assert.equal(changed.body['macBinding'], null);
  assert.deepEqual(changed.body['effective']?.['macBinding'], { value: 'off', from: 'default' });
  assert.equal(changed.body['status'], 'suspended');
  assert.equal(changed.body['deviceLimit'], 4);
  assert.equal(changed.body['phone'], '123');
  const [entry] = await api.database.db
    .selectFrom('audit_log')
    .select(['before', 'after'])
    .where('action', '=', 'customers.change')
    .where('customer_id', '=', Number(customer['id']))
    .execute();
  assert.deepEqual(entry, {
    before: { macBinding: 'strict', status: 'active' },
    after: { macBinding: null, status: 'suspended' },
  });
});

test('lets a customer change the letters of the own username, not take another’s', async () => {
  const [one] = [
    await addTestCustomer(api, { username: 'first.one' }),
    await addTestCustomer(api, { username: 'second.one' }),
  ];
  assert.equal((await api.call('PATCH', `/customers/${one['id']}`, { username: 'First.One' })).status, 200);
  assert.equal((await api.call('PATCH', `/customers/${one['id']}`, { username: 'SECOND.one' })).status, 409);
});

test('ends the running package when another one begins, and when none is chosen', async () => {
  const [small, large] = [await addPackage({ name: 'Small' }), await addPackage({ name: 'Large' })];
  const customer = await addTestCustomer(api, { servicePackageId: small['id'] });
  const path = `/customers/${customer['id']}`;
  assert.equal(
    (await api.call('PATCH', path, { servicePackageId: small['id'] })).body['subscription']?.['id'],
    customer['subscription']?.['id'],
  );
  const changed = await api.call('PATCH', path, { servicePackageId: large['id'] });
  assert.equal(changed.body['subscription']?.['servicePackageName'], 'Large');
  const { body } = await api.call('GET', `${path}/subscriptions`);
  assert.equal(body['items']?.length, 2);
  assert.equal(String(body['items']?.['1']?.['endsAt']), String(body['items']?.['0']?.['startsAt']));
  const ended = await api.call('PATCH', path, { servicePackageId: null });
  assert.equal(ended.body['subscription']?.['running'], false);
  assert.equal(ended.body['hadSubscription'], true);
});

test('gives a package for a time, and refuses an end before its start', async () => {
  const sold = await addPackage({ name: 'Month', validitySeconds: 30 * 86_400 });
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}/subscriptions`;
  const given = await api.call('POST', path, {
    servicePackageId: sold['id'],
    startsAt: '2030-01-01T00:00:00Z',
  });
  assert.equal(given.status, 201);
  assert.equal(given.body['endsAt'], '2030-01-31T00:00:00.000Z');
  const backwards = await api.call('POST', path, {
    servicePackageId: sold['id'],
    startsAt: '2030-01-01T00:00:00Z',
    endsAt: '2029-12-31T23:59:59Z',
  });
  assert.equal(backwards.status, 422);
  assert.equal(backwards.body['error']?.['code'], 'ends-before-start');
  assert.equal(
    (await api.call('POST', '/customers/999999/subscriptions', { servicePackageId: sold['id'] })).status,
    404,
  );
});

test('who may not sell gives no package along with a customer, and changes everything else', async () => {
  const headers = { Authorization: `Bearer ${await api.token('support')}` };
  const sold = await addPackage({ name: 'Not for support' });
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}`;
  for (const servicePackageId of [sold['id'], null]) {
    const refused = await api.call('PATCH', path, { phone: '0171', servicePackageId }, headers);
    assert.equal(refused.status, 403);
    assert.match(String(refused.body['error']?.['message']), /servicePackageId.*subscriptions\.add/);
  }
  assert.equal((await api.call('GET', path)).body['phone'], null);
  assert.equal((await api.call('PATCH', path, { phone: '0171' }, headers)).status, 200);
});

test('a package booked for later is none yet: the line goes on without one until it begins', async () => {
  const sold = await addPackage({ name: 'Next month' });
  const customer = await addTestCustomer(api);
  const path = `/customers/${customer['id']}`;
  await api.call('POST', `${path}/subscriptions`, {
    servicePackageId: sold['id'],
    startsAt: '2090-01-01T00:00:00Z',
  });
  const { body } = await api.call('GET', path);
  assert.deepEqual([body['subscription'], body['hadSubscription']], [null, false]);
});

test('finds people by any part of what is known of them, and by their devices’ MACs', async () => {
  const customer = await addTestCustomer(api, {
    name: 'Findable Person',
    email: 'fp@example.net',
    phone: '0171-555',
  });
  await api.call('POST', `/customers/${customer['id']}/devices`, { mac: 'C4:E9:84:77:01:9C' });
  for (const search of ['findable', 'FP@example', '0171-5', 'e984.7701', '77:01:9c']) {
    const { body } = await api.call('GET', `/customers?search=${encodeURIComponent(search)}&count=true`);
    assert.deepEqual([body['total'], body['items']?.['0']?.['id']], [1, customer['id']], search);
  }
  assert.equal((await api.call('GET', '/customers?search=100%25')).body['items']?.length, 0);
});

test('filters by what is in force, wherever it comes from', async () => {
  const sold = await addPackage({ name: 'Observed', macBinding: 'observe' });
  const inherits = await addTestCustomer(api, { servicePackageId: sold['id'] });
  const own = await addTestCustomer(api, { macBinding: 'observe' });
  const { body } = await api.call('GET', '/customers?macBinding=observe&sort=createdAt');
  assert.deepEqual(
    [body['items']?.['0']?.['id'], body['items']?.['1']?.['id'], body['nextCursor']],
    [inherits['id'], own['id'], null],
  );
});

test('shows a network password only to those who may, and records who looked', async () => {
  const customer = await addTestCustomer(api, { password: 'pass word ü' });
  const path = `/customers/${customer['id']}/password`;
  assert.deepEqual((await api.call('GET', path)).body, { password: 'pass word ü' });
  const sales = { Authorization: `Bearer ${await api.token('sales')}` };
  assert.equal((await api.call('GET', path, undefined, sales)).status, 403);
  const looked = await api.database.db
    .selectFrom('audit_log')
    .select('actor_name')
    .where('action', '=', 'passwords.show')
    .execute();
  assert.deepEqual(looked, [{ actor_name: 'Test token' }]);
  assert.match(String((await api.call('GET', '/password-proposal')).body['password']), /^[a-z0-9-]{14}$/);
});

test('people are found without their accents, and by the digits of a telephone number', async () => {
  await addTestCustomer(api, { name: 'Łukasz Gößel', username: 'lukasz', phone: '+48 601-222 (333)' });
  const names = async (search: string) => {
    const { body } = await api.call('GET', `/customers?search=${encodeURIComponent(search)}`);
    return (body['items'] as unknown as { name: string }[]).map(({ name }) => name);
  };
  const spellings = [
    'lukasz go',
    'ŁUKASZ',
    'gossel',
    'GÖSSEL',
    '601222333',
    '48 601 222',
    '+48601',
    '(222)-333',
  ];
  for (const search of spellings) {
    assert.deepEqual(await names(search), ['Łukasz Gößel'], search);
  }
  assert.deepEqual(await names('601%333'), []);
  assert.deepEqual(await names('lukas_'), []);
});

test('20,000 customers are searched within one pass over one column', async () => {
  const { pool } = api.database;
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain select id from customers where search_text like fold_text('%Zoë%')`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  assert.match(plan, /search_text ~~ '%zoe%'/, 'what was typed is folded once, not for every row');
});

test('says all that is wrong at once: what does not fit, and what only the register knows', async () => {
  const held = await addTestCustomer(api, { username: 'held.already' });
  const wrong = { name: '', username: 'Held.Already', password: '', email: 'no address', phone: 'xx' };
  const added = await api.call('POST', '/customers', { ...wrong, kind: 'pppoe' });
  assert.equal(added.status, 400);
  const fields = Object.keys(added.body['error']?.['fields'] ?? {}).toSorted();
  assert.deepEqual(fields, ['email', 'name', 'password', 'phone', 'username']);

  const both = await api.call('POST', '/customers', {
    name: 'A',
    username: 'HELD.already',
    password: '',
    kind: 'pppoe',
  });
  assert.deepEqual(Object.keys(both.body['error']?.['fields'] ?? {}).toSorted(), ['password', 'username']);

  const changes = { username: 'held.already', email: 'no address' };
  const own = await api.call('PATCH', `/customers/${held['id']}`, changes);
  assert.deepEqual(
    Object.keys(own.body['error']?.['fields'] ?? {}),
    ['email'],
    'their own name is free to them',
  );
});

test('takes no name that turns the direction of writing, and every script', async () => {
  for (const name of ['Rahima\u202Egro', 'A\u2067B', '\u202AC']) {
    const refused = await api.call('POST', '/customers', {
      name,
      username: 'turned',
      password: 'kept-secret-here',
      kind: 'pppoe',
    });
    assert.equal(refused.status, 400);
    assert.match(String(refused.body['error']?.['fields']?.['name']?.['message']), /direction of writing/);
  }
  for (const name of ['محمد رحیم', 'רחל', 'রহিমা', 'می\u200Cخواهم']) {
    const added = await addTestCustomer(api, { name });
    assert.equal(added['name'], name);
  }
});
