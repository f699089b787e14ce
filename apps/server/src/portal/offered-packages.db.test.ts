import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildPortalServer } from '../http/portal-server.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { listOfferedPackages } from './offered-packages.ts';

let api: TestApi;
let portal: ReturnType<typeof buildPortalServer>;
before(async () => {
  api = await openTestApi();
  portal = buildPortalServer(api.parts, { leadsToHttps: false });
});
after(() => api?.close());

let serial = 0;
async function post(path: string, body: Record<string, unknown>): Promise<string> {
  serial += 1;
  const added = await api.call('POST', path, { name: `Made ${serial}`, ...body });
  assert.equal(added.status, 201, added.text);
  return String(added.body['id']);
}

const addZone = () => post('/hotspot-zones', { ssid: 'Lakeside', registration: 'open' });
const addPackage = (more: Record<string, unknown>) =>
  post('/service-packages', { kind: 'hotspot', currency: 'BDT', validitySeconds: 3600, ...more });

async function visit(zoneId: string): Promise<string> {
  const login = encodeURIComponent('http://10.0.0.1/login');
  const answer = await portal.request(
    `/hotspot/mikrotik?zone=${zoneId}&mac=D4:CA:6D:00:00:0${(serial += 1)}&link-login-only=${login}`,
  );
  return answer.headers.get('Location') ?? '';
}

test('a zone’s own packages are offered first, then the cheapest, up to thirty', async () => {
  const [here, elsewhere] = [await addZone(), await addZone()];
  for (let price = 40; price > 0; price -= 1) await addPackage({ priceMinor: price * 100 });
  const own = await addPackage({ priceMinor: 900_000, zoneIds: [here] });
  const foreign = await addPackage({ priceMinor: 1, zoneIds: [elsewhere] });
  const offered = await listOfferedPackages(api.database.db, Number(here));
  assert.equal(offered.length, 30);
  assert.deepEqual(
    offered.slice(0, 4).map(({ id, priceMinor }) => [String(id) === own, priceMinor]),
    [
      [true, 900_000],
      [false, 100],
      [false, 200],
      [false, 300],
    ],
  );
  assert.ok(offered.every(({ id }) => String(id) !== foreign));
});

test('a package that is gone since the page was made says so, and others are offered', async () => {
  const zone = await addZone();
  const gone = await addPackage({ priceMinor: 0 });
  await addPackage({ priceMinor: 0, name: 'Another hour' });
  const home = await visit(zone);
  const asked = await portal.request(`${home}/buy/${gone}`);
  assert.equal(asked.status, 404);
  assert.match(await asked.text(), /not offered here any more/);
  const proved = await portal.request(`${home}/number`, {
    method: 'POST',
    body: new URLSearchParams({ number: '+8801712345678' }),
  });
  assert.equal(proved.status, 303);
  await api.database.db
    .updateTable('service_packages')
    .set({ price_minor: null })
    .where('id', '=', Number(gone))
    .execute();
  const page = await portal.request(`${home}/packages/${gone}`, { method: 'POST' });
  const text = await page.text();
  assert.equal(page.status, 422);
  assert.match(text, /This package is not offered here any more\. Choose another one\./);
  assert.match(text, /Another hour/);
});
