import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { addTestCustomer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
let customerId: string;
before(async () => {
  api = await openTestApi();
  customerId = String((await addTestCustomer(api, { name: '=HYPERLINK("x")', deviceLimit: 9 }))['id']);
  const add = (mac: string, label: string, type: string) =>
    api.call('POST', `/customers/${customerId}/devices`, { mac, label, type });
  await add('c4e984000001', '@SUM(A1)', 'Router');
  await add('c4e984000002', 'Comma, "quote"', 'Phone');
  await add('c6e984000003', '-2+3', 'Phone');
});
after(() => api.close());

const rowsOf = async (query: string): Promise<string[][]> => {
  const { status, text, headers } = await api.call('GET', `/devices/export.csv${query}`);
  assert.equal(status, 200, text);
  assert.match(headers.get('Content-Disposition') ?? '', /devices\.csv/);
  return parse(text, { bom: true }) as string[][];
};

test('gives the list as it was searched, filtered and sorted, in the columns that were chosen', async () => {
  assert.deepEqual(await rowsOf('?sort=-mac&type=Phone&columns=mac,label,private'), [
    ['MAC', 'Label', 'Private address'],
    ['C6:E9:84:00:00:03', "'-2+3", 'yes'],
    ['C4:E9:84:00:00:02', 'Comma, "quote"', 'no'],
  ]);
  assert.equal((await rowsOf('?search=e9840000')).length, 4);
  assert.equal((await rowsOf('?search=no-such')).length, 1);
  assert.equal((await api.call('GET', '/devices/export.csv?columns=mac,password')).status, 400);
});

test('gives a selection too: those named, or all that match but for some', async () => {
  const { body } = await api.call('GET', '/devices?sort=mac');
  const ids = (body['items'] as unknown as { id: string }[]).map(({ id }) => id);
  const ask = async (selection: object) => {
    const sent = { selection, sort: '-mac', columns: ['mac', 'label'] };
    const { status, text } = await api.call('POST', '/devices/export.csv', sent);
    assert.equal(status, 200, text);
    return (parse(text, { bom: true, from: 2 }) as string[][]).map(([mac]) => mac);
  };
  assert.deepEqual(await ask({ ids: [ids[0], ids[2]] }), ['C6:E9:84:00:00:03', 'C4:E9:84:00:00:01']);
  assert.deepEqual(await ask({ filter: { type: 'Phone' }, except: [ids[1]] }), ['C6:E9:84:00:00:03']);
  assert.deepEqual(await ask({ filter: { search: 'e9840000' }, except: [] }), [
    'C6:E9:84:00:00:03',
    'C4:E9:84:00:00:02',
    'C4:E9:84:00:00:01',
  ]);
  assert.equal((await api.call('POST', '/devices/export.csv', { selection: { ids: [] } })).status, 400);
});

test('nothing in it is a formula to a spreadsheet', async () => {
  for (const cells of await rowsOf('')) {
    for (const cell of cells) assert.doesNotMatch(cell, /^[=+@\t\r-]/, cell);
  }
  assert.equal((await rowsOf('?columns=label&sort=mac'))[1]?.[0], "'@SUM(A1)");
});

test('two at once, and no third; who goes away gives the place back', async () => {
  await api.database.pool.query(
    `insert into devices (customer_id, mac, source, added_by)
     select $1::bigint, ('d4ca6d' || lpad(to_hex(i), 6, '0'))::macaddr, 'import', 'Test' from generate_series(1, 9000) as i`,
    [customerId],
  );
  const headers = { Authorization: `Bearer ${await api.token('read-only')}` };
  const ask = () => api.app.request('/api/v1/devices/export.csv', { headers });
  const open = [];
  for (let i = 0; i < 2; i++) {
    const reader = (await ask()).body?.getReader();
    assert.ok(reader);
    await reader.read();
    await reader.read();
    open.push(reader);
  }
  assert.equal((await ask()).status, 429);
  for (const reader of open) await reader.cancel();
  const answer = await ask();
  assert.equal(answer.status, 200);
  assert.equal((await answer.text()).trim().split('\n').length, 9004);
});
