import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FakeGateway } from '../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { buildPortalServer } from '../http/portal-server.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { listOfferedPackages } from './offered-packages.ts';

let api: TestApi;
let gateway: FakeGateway;
let portal: ReturnType<typeof buildPortalServer>;
before(async () => {
  api = await openTestApi();
  gateway = await startFakeGateway();
  portal = buildPortalServer(api.parts, { leadsToHttps: false });
});
after(async () => {
  await gateway?.close();
  await api?.close();
});

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

test('a zone’s own packages are offered first, then the cheapest, thirty on a page', async () => {
  const [here, elsewhere] = [await addZone(), await addZone()];
  for (let price = 40; price > 0; price -= 1) await addPackage({ priceMinor: price * 100 });
  const own = await addPackage({ priceMinor: 900_000, zoneIds: [here] });
  const foreign = await addPackage({ priceMinor: 1, zoneIds: [elsewhere] });
  const { packages: offered, nextPage } = await listOfferedPackages(api.parts, Number(here));
  assert.deepEqual([offered.length, nextPage], [30, 2]);
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
  const rest = await listOfferedPackages(api.parts, Number(here), { page: 2 });
  assert.deepEqual([rest.packages.at(-1)?.priceMinor, rest.nextPage], [4000, null]);
  assert.equal(new Set([...offered, ...rest.packages].map(({ id }) => id)).size, 41);
});

test('what stands on a later page is led to, bought and renewed like the first', async () => {
  await post('/payment-methods', { provider: 'cash', settings: {} });
  const zone = await addZone();
  // So dear that it is the last of all.
  const last = await addPackage({ name: 'Whole season', priceMinor: 8_000_000 });
  const ask = await visit(zone);
  const first = await (await portal.request(ask)).text();
  assert.doesNotMatch(first, /Whole season/);
  assert.match(first, new RegExp(`href="${ask}/packages/2">More packages<`));
  const second = await portal.request(`${ask}/packages/2`);
  assert.match(await second.text(), new RegExp(`${ask}/buy/${last}"`));
  assert.match(await (await portal.request(`${ask}/buy/${last}`)).text(), /Whole season/);
  await portal.request(`${ask}/number`, {
    method: 'POST',
    body: new URLSearchParams({ number: '+8801712345001' }),
  });
  assert.match(await (await portal.request(`${ask}/buy/${last}`)).text(), /How will you pay/);
  const { rows } = await api.database.pool.query(
    'select customer_id from portal_visits where customer_id is not null order by id desc limit 1',
  );
  const customerId = String(rows[0].customer_id);
  const given = await api.call('POST', `/customers/${customerId}/subscriptions`, { servicePackageId: last });
  assert.equal(given.status, 201, given.text);
  const own = await (await portal.request(`${ask}/devices`)).text();
  assert.match(own, /Renew Whole season for/);
  const others = await (await portal.request(`${ask}/buy`)).text();
  assert.match(others, new RegExp(`href="${ask}/packages/2">More packages<`));
  const more = await (await portal.request(`${ask}/packages/2`)).text();
  assert.match(more, /Whole season/);
  for (const page of ['1', '0', 'x'])
    assert.equal((await portal.request(`${ask}/packages/${page}`)).status, 303);
  assert.equal((await portal.request(`${ask}/packages/999999`)).status, 200);
});

test('where several currencies are taken, each stands for itself under its name', async () => {
  const zone = await addZone();
  const zoneIds = [zone];
  await api.database.pool.query(`update service_packages set price_minor = null`);
  await addPackage({ priceMinor: 500, name: 'Dear taka', zoneIds });
  await addPackage({ priceMinor: 300, currency: 'USD', name: 'Dollars', zoneIds });
  await addPackage({ priceMinor: 400, name: 'Taka' });
  await addPackage({ priceMinor: 0, currency: null, name: 'Free hour' });
  const { packages } = await listOfferedPackages(api.parts, Number(zone));
  assert.deepEqual(
    packages.map(({ name }) => name),
    ['Free hour', 'Dear taka', 'Taka', 'Dollars'],
  );
  const page = await (await portal.request(await visit(zone))).text();
  assert.deepEqual(
    [...page.matchAll(/<h3>([^<]*)/g)].map(([, name]) => name),
    ['Bangladeshi Taka', 'US Dollar'],
  );
  await api.database.pool.query(`update service_packages set price_minor = null where currency = 'USD'`);
  assert.doesNotMatch(await (await portal.request(await visit(zone))).text(), /<h3>/);
});

test('a price with cents is not offered where only whole amounts can be paid', async () => {
  const zone = await addZone();
  const zoneIds = [zone];
  await api.database.pool.query(`update payment_methods set removed_at = now() where removed_at is null`);
  await api.database.pool.query(`update service_packages set price_minor = null`);
  const { settings, ...method } = gateway.method('Whole');
  const beginBody = String(settings['beginBody']).replace('{{amountMinor}}', '{{amountWhole}}');
  await post('/payment-methods', { ...method, settings: { ...settings, beginBody } });
  const whole = await addPackage({ priceMinor: 500, zoneIds });
  const cents = await addPackage({ priceMinor: 550, zoneIds });
  const mayBuy = async () => {
    const { packages } = await listOfferedPackages(api.parts, Number(zone));
    return packages.map(({ id, mayBuy: may }) => [String(id), may]);
  };
  assert.deepEqual(await mayBuy(), [
    [whole, true],
    [cents, false],
  ]);
  const page = await (await portal.request(await visit(zone))).text();
  assert.match(page, new RegExp(`/buy/${whole}"`));
  assert.doesNotMatch(page, new RegExp(`/buy/${cents}"`));
  await post('/payment-methods', { provider: 'cash', settings: {} });
  assert.deepEqual(
    (await mayBuy()).map(([, may]) => may),
    [true, true],
  );
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
