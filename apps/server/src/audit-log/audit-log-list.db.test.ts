import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
let rahima: string;
let karim: string;
let device: string;

before(async () => {
  api = await openTestApi();
  rahima = String((await addTestCustomer(api, { name: 'Rahima Akter', username: 'rahima' }))['id']);
  karim = String((await addTestCustomer(api, { name: 'Karim', username: 'karim' }))['id']);
  const added = await api.call('POST', `/customers/${rahima}/devices`, {
    mac: 'c4e9.841f.220a',
    label: 'Attic',
  });
  device = String(added.body['id']);
});
after(() => api.close());

const bearer = async (role: 'manager' | 'support' | 'sales' | 'read-only', name: string = role) => ({
  Authorization: `Bearer ${await api.token(role, name)}`,
});
const items = (answer: { body: Json }): Json[] => answer.body['items'] as unknown as Json[];
const actions = async (query: string, headers?: Record<string, string>): Promise<string[]> =>
  items(await api.call('GET', `/audit-log${query}`, undefined, headers)).map(({ action }) => String(action));

describe('the list of the audit log', () => {
  test('says who did what to which thing, what was before and after, and why', async () => {
    const why = encodeURIComponent('Rang from the number on the contract – টেলিফোন');
    const headers = { ...(await bearer('support', 'Mita')), 'Gatehouse-Why': why };
    await api.call('PATCH', `/customers/${rahima}`, { deviceLimit: 3 }, headers);
    const [entry] = items(await api.call('GET', '/audit-log?limit=1'));
    assert.ok(entry);
    const { id: _, at, actor, ...rest } = entry as unknown as Record<string, unknown>;
    assert.ok(Math.abs(Date.now() - Date.parse(String(at))) < 60_000);
    assert.deepEqual({ ...(actor as object), id: null }, { kind: 'api-token', id: null, name: 'Mita' });
    assert.deepEqual(rest, {
      sourceAddress: null,
      action: 'customers.change',
      subject: { kind: 'customer', id: rahima, name: 'Rahima Akter' },
      customer: { id: rahima, name: 'Rahima Akter' },
      before: { deviceLimit: null },
      after: { deviceLimit: 3 },
      why: 'Rang from the number on the contract – টেলিফোন',
    });
  });

  test('refuses a reason that it could not keep, and does nothing then', async () => {
    const headers = await bearer('support');
    for (const why of ['%', '%00', 'a'.repeat(301), '%E2%80%AE', '']) {
      const answer = await api.call(
        'PATCH',
        `/customers/${karim}`,
        { deviceLimit: 9 },
        { ...headers, 'Gatehouse-Why': why },
      );
      assert.equal(answer.status, 400, why);
    }
    assert.equal((await api.call('GET', `/customers/${karim}`)).body['deviceLimit'], null);
  });

  test('is found by any word of it, by the beginning of one, and by a MAC in any format', async () => {
    for (const search of [
      'rahima',
      'AKT rah',
      'attic',
      'c4e9841f220a',
      'C4-E9-84-1F-22-0A',
      'C4:E9:84',
      "'attic\\",
    ])
      assert.ok((await actions(`?search=${encodeURIComponent(search)}`)).includes('devices.add'), search);
    for (const search of ['rahim karim', 'c4e9841f220b', '!', "')", 'a & b | c', '<->', '\\', ':*'])
      assert.ok(!(await actions(`?search=${encodeURIComponent(search)}`)).includes('devices.add'), search);
  });

  test('is filtered by who, thing, action, subject, customer and time', async () => {
    const [first] = items(await api.call('GET', '/audit-log?sort=at&limit=1'));
    const actor = first?.['actor'] as unknown as { id: string };
    const at = String(first?.['at']);
    assert.equal((await actions(`?by=api-token:${actor.id}&thing=devices`)).join(), 'devices.add');
    assert.deepEqual(await actions('?by=job'), []);
    assert.ok((await actions('?by=api-token')).length > 2);
    assert.deepEqual(await actions(`?action=customers.add&customerId=${karim}`), ['customers.add']);
    assert.deepEqual(await actions(`?subjectKind=device&subjectId=${device}`), ['devices.add']);
    assert.deepEqual(await actions(`?to=${encodeURIComponent(at)}`), []);
    assert.ok((await actions(`?from=${encodeURIComponent(at)}&search=rahima`)).length > 0);
    for (const bad of ['by=nobody', 'by=operator:x', "thing=x'", 'action=x', 'from=yesterday', 'sort=action'])
      assert.equal((await api.call('GET', `/audit-log?${bad}`)).status, 400, bad);
  });

  test('goes on page by page, also in a search, and counts', async () => {
    for (const search of ['', '&search=rahima']) {
      const all = await api.call('GET', `/audit-log?limit=500&count=true${search}`);
      const seen: unknown[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await api.call('GET', `/audit-log?limit=1${search}${cursor}`);
        seen.push(...(body['items'] as unknown as unknown[]));
        if (body['nextCursor'] === null) break;
        cursor = `&cursor=${String(body['nextCursor'])}`;
      }
      assert.deepEqual(seen, all.body['items']);
      assert.equal(all.body['total'], seen.length);
    }
  });

  test('tells managers nothing of what operators and tokens were given, and nobody else anything', async () => {
    await api.database.pool.query(
      `insert into audit_log (actor_kind, actor_name, action, subject_kind, subject_id)
       values ('cli', 'Command line', 'operators.create', 'operator', '1'), ('cli', 'Command line', 'nobody-thought-of.it', 'x', '1')`,
    );
    assert.ok((await actions('?limit=500')).includes('operators.create'));
    const manager = await actions('?limit=500', await bearer('manager'));
    assert.ok(
      manager.includes('customers.add') && !manager.some((action) => /^(operators|nobody)/.test(action)),
    );
    assert.deepEqual(await actions('?thing=operators', await bearer('manager')), []);
    for (const role of ['support', 'sales', 'read-only'] as const)
      assert.equal((await api.call('GET', '/audit-log', undefined, await bearer(role))).status, 403);
  });

  test('is had as a file, which is an entry itself', async () => {
    await api.call('PATCH', `/devices/${device}`, { label: '=cmd()' });
    const file = await api.call('GET', `/audit-log/export.csv?customerId=${rahima}`);
    assert.equal(file.status, 200);
    assert.match(file.headers.get('Content-Disposition') ?? '', /audit-log\.csv/);
    const lines = file.text.trim().split('\n');
    assert.match(lines[0] ?? '', /When,Who/);
    assert.equal(lines.length - 1, (await actions(`?customerId=${rahima}&limit=500`)).length);
    assert.match(
      file.text,
      /Changed a device,devices\.change,device,\d+,C4:E9:84:1F:22:0A =cmd\(\),Rahima Akter/,
    );
    const [entry] = items(await api.call('GET', '/audit-log?limit=1'));
    assert.equal(entry?.['action'], 'audit-log.export');
    assert.deepEqual(entry?.['after'], { customerId: Number(rahima) });
  });
});

describe('the history of a thing', () => {
  test('is seen by whoever sees the thing, without where others work', async () => {
    const headers = await bearer('read-only');
    const nas = await api.call('POST', '/nas', {
      name: 'Tower 3',
      address: '192.0.2.1',
      secret: 'a-secret-of-routers',
      vendor: 'generic',
    });
    const zone = await api.call('POST', '/hotspot-zones', { name: 'Market', ssid: 'Market' });
    const sold = await api.call('POST', '/service-packages', { name: 'Home 20', kind: 'pppoe' });
    for (const [path, action] of [
      [`/customers/${rahima}`, 'customers.add'],
      [`/devices/${device}`, 'devices.add'],
      [`/nas/${String(nas.body['id'])}`, 'nas.add'],
      [`/hotspot-zones/${String(zone.body['id'])}`, 'hotspot-zones.add'],
      [`/service-packages/${String(sold.body['id'])}`, 'service-packages.add'],
    ] as const) {
      const { status, body, text } = await api.call('GET', `${path}/history`, undefined, headers);
      assert.equal(status, 200, text);
      const told = items({ body });
      assert.equal(told.at(-1)?.['action'], action);
      assert.ok(told.every(({ sourceAddress }) => sourceAddress === null));
    }
    assert.equal((await api.call('GET', '/customers/999999/history')).status, 404);
  });

  test('of a customer has what was done to their devices; who looked at the password is for who may look at it', async () => {
    await api.call('GET', `/customers/${rahima}/password`);
    const history = async (role: 'support' | 'read-only' | 'manager') =>
      items(await api.call('GET', `/customers/${rahima}/history`, undefined, await bearer(role))).map(
        ({ action }) => action,
      );
    assert.ok((await history('manager')).includes('passwords.show' as unknown as Json));
    const others = await history('read-only');
    assert.ok(
      others.includes('devices.add' as unknown as Json) &&
        !others.includes('passwords.show' as unknown as Json),
    );
  });

  test('of a device has that its address was blocked', async () => {
    await api.call('POST', '/blocked-macs', { mac: 'C4:E9:84:1F:22:0A', reason: 'Stolen' });
    const [entry] = items(await api.call('GET', `/devices/${device}/history`));
    assert.deepEqual([entry?.['action'], entry?.['why']], ['blocked-macs.add', 'Stolen']);
  });
});
