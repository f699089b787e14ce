import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openReceiver, type Receiver } from '@gatehouse/server/webhooks/testing/receiver';
import type { Browser, Page } from 'playwright-core';
import { type ApiClient, type Item, type List, openApiClient } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { forgingPage, type HostileSite, openHostileSite } from '../hostile-site.ts';
import { openAsOperator, OPERATOR } from '../open-admin.ts';
import { untilRead } from '../open-browser.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

/** What would run if a page took it for anything but text. */
const HOSTILE = `<img src=x onerror=hit=1>"'><script>hit=1</script>`;
const SHORT = '<img src=x onerror=hit=1>';

let gatehouse: Gatehouse;
let api: ApiClient;
let nas: TestNas;
let receiver: Receiver;
let site: HostileSite;
let browser: Browser;
let page: Page;
let faults: string[];
const ids: Record<string, string> = {};

before(async () => {
  [gatehouse, receiver, site] = [await startOnTestDatabase(), await openReceiver(), await openHostileSite()];
  const token = await gatehouse.command('token', 'create', '--name', HOSTILE, '--role', 'owner');
  api = openApiClient(gatehouse.adminUrl, token.trim());
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await nas?.close();
  await receiver?.close();
  await site?.close();
  await gatehouse?.stop();
});

/** Everything that somebody outside can have written somewhere. */
async function fillWithHostileTexts(): Promise<void> {
  const add = async (name: string, path: string, body: unknown) => {
    ids[name] = (await api.post<Item>(path, body)).id;
  };
  await add('zone', '/hotspot-zones', { name: HOSTILE, ssid: SHORT });
  await add('package', '/service-packages', { name: HOSTILE, kind: 'pppoe' });
  const line = { username: 'rahima', password: 'a-long-password', kind: 'pppoe', macBinding: 'strict' };
  await add('customer', '/customers', { ...line, name: HOSTILE, servicePackageId: ids['package'] });
  await add('device', `/customers/${ids['customer']}/devices`, { mac: 'c4e984000101', label: HOSTILE });
  const open = { ...line, username: 'open', name: SHORT, macBinding: 'off' };
  await add('other', '/customers', open);

  nas = await addNas(gatehouse, api, { name: HOSTILE, address: '127.0.0.91' });
  ids['router'] = nas.id;
  const attributes = {
    calledStationId: `AA-BB-CC-00-00-01:${SHORT}`,
    nasIdentifier: HOSTILE,
    nasPortId: HOSTILE,
    acctSessionId: HOSTILE,
  };
  await nas.logIn({ ...attributes, username: HOSTILE, password: HOSTILE, callingStationId: HOSTILE });
  const stranger = { ...attributes, password: 'a-long-password', callingStationId: 'C4-E9-84-00-02-02' };
  assert.equal(await nas.logIn({ ...stranger, username: 'rahima' }), 'Access-Reject');
  assert.equal(await nas.logIn({ ...stranger, username: 'open' }), 'Access-Accept');
  await nas.account({
    ...attributes,
    event: 'Start',
    username: 'open',
    callingStationId: 'C4-E9-84-00-02-02',
  });

  const text = `username,password,macs,name\n${SHORT.replaceAll(',', '')},p-word-long,${SHORT},${SHORT}`;
  ids['import'] = String((await api.ask('POST', '/import-batches', { kind: 'customers', text })).body['id']);
  await api.ask('POST', `/import-batches/${ids['import']}/check`, {});

  const hook = { name: HOSTILE, url: `${receiver.url}/flood`, events: ['device.added'] };
  await add('webhook', '/webhooks', hook);
  await api.post(`/webhooks/${ids['webhook']}/test`);
  await fetch(`${gatehouse.adminUrl}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': HOSTILE },
    body: JSON.stringify(OPERATOR),
  });
}

const pages = () => [
  '/',
  '/customers',
  `/customers/${ids['customer']}`,
  `/customers/${ids['customer']}/devices`,
  `/customers/${ids['customer']}/sessions`,
  `/customers/${ids['customer']}/attempts`,
  `/customers/${ids['customer']}/payments`,
  `/customers/${ids['other']}/sessions`,
  '/devices',
  '/devices/blocked',
  '/devices/unrecognised',
  `/devices/${ids['device']}`,
  '/imports',
  `/imports/${ids['import']}`,
  '/review',
  '/sessions',
  '/access-log',
  '/disconnects',
  '/payments',
  '/vouchers',
  '/sales',
  '/hotspot',
  '/packages',
  '/zones',
  `/zones/${ids['zone']}`,
  `/zones/${ids['zone']}/portal`,
  '/routers',
  `/routers/${ids['router']}`,
  `/routers/${ids['router']}/set-up`,
  '/system',
  '/settings/my-account',
  '/settings/hotspot',
  '/settings/payment-methods',
  '/settings/webhooks',
  `/settings/webhooks/${ids['webhook']}`,
  `/customers?search=${encodeURIComponent(HOSTILE)}`,
  `/access-log?username=${encodeURIComponent(HOSTILE)}`,
  `/${encodeURIComponent(HOSTILE)}`,
  '/sign-in?next=javascript:hit=1',
];

describe('what customers, routers, files and receivers of webhooks say', () => {
  test('is text on every page of the operator, and nothing of it runs', async () => {
    await fillWithHostileTexts();
    const shown: string[] = [];
    for (const path of pages()) {
      await page.goto(path);
      await untilRead(page);
      const [hit, images, text] = await page.evaluate<[unknown, number, string]>(
        `[globalThis.hit, document.querySelectorAll('img[src="x"], a[href^="javascript:"]').length, document.body.innerText]`,
      );
      assert.deepEqual([hit ?? null, images], [null, 0], path);
      if (text.includes('<img src=x')) shown.push(path);
    }
    assert.ok(shown.length >= 14, `it was there to be seen: ${shown.join(' ')}`);
    assert.deepEqual(
      faults.filter((fault) => /Content.Security.Policy/i.test(fault)),
      [],
      'and no page needs what the policy forbids',
    );
  });

  test('would not run even if a page let it in: no script that is not a file of ours does', async () => {
    await page.goto('/customers');
    await untilRead(page);
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'globalThis.hit = 1';
      document.body.append(script);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src=x onerror="globalThis.hit=1"><a id=lure href="javascript:globalThis.hit=1">x</a>';
      document.body.append(holder);
      document.getElementById('lure').click();
      const far = document.createElement('script');
      far.src = ${JSON.stringify(site.elsewhere)};
      document.body.append(far);`);
    const blocked = () => faults.filter((fault) => /Content.Security.Policy/i.test(fault)).length;
    while (blocked() < 4) await page.waitForTimeout(50);
    assert.equal(await page.evaluate('globalThis.hit ?? null'), null);
  });
});

describe('another site that an operator is lured to', () => {
  const zones = async () =>
    (await api.get<List<{ name: string }>>('/hotspot-zones')).items.map(({ name }) => name);

  for (const where of ['elsewhere', 'nextDoor'] as const) {
    test(`changes nothing in their name and reads nothing (${where})`, async () => {
      site.serve(forgingPage(gatehouse.adminUrl));
      const before = await zones();
      const lured = await page.context().newPage();
      await lured.goto(site[where]);
      while ((await lured.title()) !== 'done') await lured.waitForTimeout(50);
      const heard = await lured.locator('body').getAttribute('data-heard');
      assert.doesNotMatch(heard ?? '', /Forged|SSID|items/i);
      assert.deepEqual(await zones(), before);
      await lured.close();
      await page.goto('/settings/my-account');
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
    });

    test(`cannot put a page of Gatehouse into a frame of its own (${where})`, async () => {
      site.serve(`<!doctype html><title>lure</title><iframe src="${gatehouse.adminUrl}/customers"></iframe>`);
      const lured = await page.context().newPage();
      await lured.goto(site[where], { waitUntil: 'load' });
      const framed = () => lured.frames().find((each) => each !== lured.mainFrame());
      while (['', 'about:blank'].includes(framed()?.url() ?? '')) await lured.waitForTimeout(50);
      const frame = framed();
      assert.match(frame?.url() ?? '', /^chrome-error:/);
      assert.equal(await frame?.getByRole('navigation').count(), 0);
      await lured.close();
    });
  }
});

describe('the portal', () => {
  test('takes what a router, a phone or a link says for text, and nothing of it runs', async () => {
    const phone = await browser.newPage();
    const said: string[] = [];
    phone.on('console', (message) => said.push(message.text()));
    const variables = [
      'mac',
      'ip',
      'username',
      'link-login',
      'link-orig',
      'error',
      'identity',
      'server-name',
      'res',
      'uamip',
      'uamport',
      'challenge',
      'called',
      'nasid',
      'userurl',
      'reply',
    ];
    const hostile = variables.map((name) => `${name}=${encodeURIComponent(HOSTILE)}`).join('&');
    for (const path of [
      '/',
      '/login',
      '/mikrotik',
      '/coovachilli',
      '/p/x',
      '/v/x',
      `/${encodeURIComponent(HOSTILE)}`,
    ]) {
      const answer = await phone.goto(`${gatehouse.portalUrl}${path}?${hostile}`);
      const policy = answer?.headers()['content-security-policy'] ?? '';
      assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/, path);
      assert.doesNotMatch(policy, /script-src|unsafe/, path);
      const found = await phone.evaluate(
        `[globalThis.hit ?? null, document.querySelectorAll('img[src="x"], script, a[href^="javascript:"]').length]`,
      );
      assert.deepEqual(found, [null, 0], path);
    }
    assert.deepEqual(
      said.filter((line) => /Content.Security.Policy/i.test(line)),
      [],
    );
    await phone.close();
  });
});
