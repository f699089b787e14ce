import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
  const names = ['Abdul', 'Bithi', 'charu', 'Dipa', 'dipa'];
  for (const [i, name] of names.entries()) {
    const customer = await addTestCustomer(api, { name, username: `list.${i}`, deviceLimit: 10 });
    for (let n = 0; n < 5; n++) {
      const mac = n === 4 ? `9A:3B:00:00:0${i}:0${n}` : `C4:E9:84:00:0${i}:0${n}`;
      const label = n === 0 ? '50%_off' : null;
      await api.call('POST', `/customers/${customer['id']}/devices`, {
        mac,
        label,
        type: n % 2 ? 'Phone' : 'Router',
      });
    }
  }
});
after(() => api.close());

async function readAll(path: string, limit: number): Promise<Json[]> {
  const all: Json[] = [];
  let cursor = '';
  for (let pages = 0; pages < 50; pages++) {
    const { status, body, text } = await api.call('GET', `${path}&limit=${limit}${cursor}`);
    assert.equal(status, 200, text);
    all.push(...(body['items'] as unknown as Json[]));
    if (body['nextCursor'] === null) return all;
    assert.match(String(body['nextCursor']), /^[A-Za-z0-9_-]+$/);
    cursor = `&cursor=${body['nextCursor']}`;
  }
  throw new Error('The list has no end.');
}

const sorts = ['addedAt', 'lastSeenAt', 'customerName', 'username', 'mac', 'type', 'label', 'addedBy'];
for (const sort of sorts.flatMap((name) => [name, `-${name}`])) {
  test(`pages through all devices by ${sort}, each once, in the same order for every page size`, async () => {
    const byThree = await readAll(`/devices?sort=${sort}`, 3);
    const atOnce = await readAll(`/devices?sort=${sort}`, 500);
    assert.equal(atOnce.length, 25);
    assert.deepEqual(byThree, atOnce);
  });
}

test('sorts names without regard to capitals', async () => {
  const names = (await readAll('/customers?sort=-name', 2)).map((customer) => customer['name']);
  assert.deepEqual(names, ['dipa', 'Dipa', 'charu', 'Bithi', 'Abdul']);
});

const searches: [search: string, found: number][] = [
  ['C4:E9:84:00:03', 4],
  ['c4e98400', 20],
  ['e9-84-00-02', 4],
  ['8400.01', 4],
  ['tp-link', 20],
  ['TP-LINK technologies', 20],
  ['50%_off', 5],
  ['%', 5],
  ['bithi', 5],
  ['LIST.2', 5],
  ['router', 15],
  ['nothing like it', 0],
];
for (const [search, found] of searches) {
  test(`finds ${found} devices for "${search}"`, async () => {
    const { body } = await api.call('GET', `/devices?search=${encodeURIComponent(search)}&count=true`);
    assert.deepEqual([body['total'], body['items']?.length], [found, found]);
  });
}

test('filters devices by private address, type, holder, and how long they have not been seen', async () => {
  const total = async (query: string) =>
    (await api.call('GET', `/devices?count=true&${query}`)).body['total'];
  assert.equal(await total('private=true'), 5);
  assert.equal(await total('private=false'), 20);
  assert.equal(await total('type=phone'), 10);
  assert.equal(await total('addedBy=Test%20token'), 25);
  assert.equal(await total('source=hotspot'), 0);
  assert.equal(await total('seenBefore=2030-01-01T00:00:00Z'), 25);
});

const refused = [
  'limit=0',
  'limit=501',
  'limit=-1',
  'limit=1e2',
  'limit=99999999999',
  'sort=colour',
  'cursor=nonsense',
  'cursor=%00',
  'private=maybe',
];
for (const query of refused) {
  test(`answers 400 to a list with ${query}`, async () => {
    const answer = await api.call('GET', `/devices?${query}`);
    assert.equal(answer.status, 400);
    assert.deepEqual(Object.keys(answer.body['error']?.['fields'] ?? {}), [query.split('=')[0]]);
  });
}

test('answers 400 to a cursor of another order and to one that was made up', async () => {
  const { body } = await api.call('GET', '/devices?limit=1&sort=mac');
  assert.equal((await api.call('GET', `/devices?sort=label&cursor=${body['nextCursor']}`)).status, 400);
  const madeUp = Buffer.from(JSON.stringify(['mac', 'no mac', '1'])).toString('base64url');
  assert.equal((await api.call('GET', `/devices?sort=mac&cursor=${madeUp}`)).status, 400);
});

test('answers 404 to an id that can be none', async () => {
  for (const id of ['0', '-1', 'x', '1e3', '99999999999999999999', '%00', '1%20or%201']) {
    assert.equal((await api.call('GET', `/devices/${id}`)).status, 404, id);
    assert.equal((await api.call('DELETE', `/devices/${id}`)).status, 404, id);
  }
});
