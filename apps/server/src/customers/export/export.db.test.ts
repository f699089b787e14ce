import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { addTestCustomer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
const ids: string[] = [];
before(async () => {
  api = await openTestApi();
  const sold = { name: 'Home 20', kind: 'pppoe', validitySeconds: 86_400 };
  const { body: month } = await api.call('POST', '/service-packages', sold);
  for (const customer of [
    { name: '=HYPERLINK("x")', username: 'a.formula', phone: '+880 1711 555 001', email: 'a@example.net' },
    { name: 'Comma, "quote"', username: 'b.quote', servicePackageId: month['id'], deviceLimit: 3 },
    { name: 'রহিমা আক্তার', username: 'c.rahima', kind: 'hotspot' },
  ])
    ids.push(String((await addTestCustomer(api, { password: 'open-sesame-9', ...customer }))['id']));
  await api.call('POST', `/customers/${ids[1]}/devices`, { mac: 'c4e984000001' });
});
after(() => api.close());

const rowsOf = async (query: string): Promise<string[][]> => {
  const { status, text, headers } = await api.call('GET', `/customers/export.csv${query}`);
  assert.equal(status, 200, text);
  assert.match(headers.get('Content-Disposition') ?? '', /customers\.csv/);
  return parse(text, { bom: true }) as string[][];
};

test('gives the list as it was searched, filtered and sorted, in the columns that were chosen', async () => {
  assert.deepEqual(await rowsOf('?sort=-username&columns=username,name,package,devices,deviceLimit'), [
    ['Username', 'Name', 'Package', 'Devices', 'Device limit'],
    ['c.rahima', 'রহিমা আক্তার', '', '0', '1'],
    ['b.quote', 'Comma, "quote"', 'Home 20', '1', '3'],
    ['a.formula', `'=HYPERLINK("x")`, '', '0', '1'],
  ]);
  const names = async (query: string) =>
    (await rowsOf(`?columns=username&${query}`)).slice(1).map(([username]) => username);
  assert.deepEqual(await names('kind=hotspot'), ['c.rahima']);
  assert.deepEqual(await names('search=c4:e9:84:00'), ['b.quote']);
  assert.deepEqual(await names('search=nobody'), []);
  for (const columns of ['name,password', '__proto__', ''])
    assert.equal((await api.call('GET', `/customers/export.csv?columns=${columns}`)).status, 400, columns);
});

test('gives those that are named', async () => {
  const sent = { ids: [ids[0], ids[2]], sort: '-username', columns: ['username'] };
  const { status, text } = await api.call('POST', '/customers/export.csv', sent);
  assert.equal(status, 200, text);
  assert.deepEqual(parse(text, { bom: true, from: 2 }), [['c.rahima'], ['a.formula']]);
  assert.equal((await api.call('POST', '/customers/export.csv', { ids: [] })).status, 400);
});

test('nothing in it is a formula to a spreadsheet, and no password is', async () => {
  const rows = await rowsOf('');
  for (const cell of rows.flat()) assert.doesNotMatch(cell, /^[=+@\t\r-]/, cell);
  assert.doesNotMatch(JSON.stringify(rows), /sesame|password/i);
  assert.match(JSON.stringify(rows), /'\+880 1711 555 001/);
});

test('whoever may read the list may have it as a file; nobody else', async () => {
  const headers = { Authorization: `Bearer ${await api.token('read-only')}` };
  assert.equal((await api.call('GET', '/customers/export.csv', undefined, headers)).status, 200);
  assert.equal((await api.call('GET', '/customers/export.csv', undefined, {})).status, 401);
});

test('of thousands each is in it once, in order, and the places are those of all exports', async () => {
  await api.database.pool.query(
    `insert into customers (name, username, username_key, kind, password_cipher)
     select 'Many ' || i, 'many.' || lpad(i::text, 5, '0'), 'many.' || lpad(i::text, 5, '0'), 'pppoe', '\\x00' from generate_series(1, 5000) as i`,
  );
  const [, ...rows] = await rowsOf('?sort=username&search=many.&columns=username');
  const names = rows.map(([username]) => username);
  assert.equal(names.length, 5000);
  assert.deepEqual(names, [...new Set(names)].sort());
  const headers = { Authorization: `Bearer ${await api.token('read-only')}` };
  const ask = (thing: string) => api.app.request(`/api/v1/${thing}/export.csv`, { headers });
  const open = [];
  for (const thing of ['customers', 'customers']) {
    const reader = (await ask(thing)).body?.getReader();
    assert.ok(reader);
    await reader.read();
    await reader.read();
    open.push(reader);
  }
  assert.equal((await ask('devices')).status, 429);
  for (const reader of open) await reader.cancel();
  const answer = await ask('devices');
  assert.equal(answer.status, 200);
  await answer.text();
});
