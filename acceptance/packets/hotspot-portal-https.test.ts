import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, type SecureVersion } from 'node:tls';
import type { Item } from '../api-client.ts';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { type HotspotShop, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { askByHttps, makePortalCertificate, type PortalCertificate } from '../portal-certificate.ts';
import { newMac } from '../shop.ts';

const PUBLIC = 'https://wifi.example.net';

let certificate: PortalCertificate;
let shop: HotspotShop;
before(async () => {
  certificate = await makePortalCertificate();
  shop = await openHotspotShop(certificate);
});
after(async () => {
  await shop?.stop();
  await certificate?.remove();
});

/** What a phone at this address is told; `null`: nothing. */
async function askCaptive(nasId: string, phone: string): Promise<Record<string, unknown> | null> {
  const url = `${shop.gatehouse.portalHttpsUrl}/captive?nas=${nasId}`;
  const answer = await askByHttps(url, { cert: certificate.cert, localAddress: phone });
  if (answer.status === 404) return null;
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'application/captive+json');
  assert.equal(answer.headers['cache-control'], 'no-store');
  return JSON.parse(answer.text) as Record<string, unknown>;
}

/** Until accounting has arrived where it is asked about. */
async function waitForCaptive(
  nasId: string,
  phone: string,
  captive: boolean,
): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 100; tries += 1) {
    const told = await askCaptive(nasId, phone);
    if (told?.['captive'] === captive) return told;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${phone} was never told captive: ${captive}`);
}

async function openRouter(address: string): Promise<TestNas> {
  const { id: zoneId } = await shop.api.post<Item>('/hotspot-zones', { name: address, ssid: address });
  const nas = { name: address, address, secret: 'captive-secret', vendor: 'mikrotik', zoneId };
  const { id } = await shop.api.post<Item>('/nas', nas);
  return playNas({ id, address, secret: nas.secret, server: shop.gatehouse });
}

/** A customer gets online as a hotspot's phone does, under this address. */
async function getOnline(nas: TestNas, phone: string, customer = {}): Promise<{ stop(): Promise<void> }> {
  const [{ id, username }, mac] = [await shop.addGuest(customer), newMac()];
  await shop.addDevice({ id, username, password: '' }, mac);
  assert.equal(await nas.macLogIn(mac), 'Access-Accept');
  const told = {
    username: mac,
    callingStationId: mac,
    service: 'hotspot',
    framedIpAddress: phone,
    acctSessionId: phone,
  } as const;
  assert.equal(await nas.account({ ...told, event: 'Start' }), 'Accounting-Response');
  return {
    stop: async () => {
      const usage = { sessionSeconds: 60, inputBytes: 4_000_000, outputBytes: 6_000_000 };
      assert.equal(await nas.account({ ...told, ...usage, event: 'Stop' }), 'Accounting-Response');
    },
  };
}

test('the portal speaks TLS 1.2 and 1.3, and nothing older', async () => {
  const speak = (version: SecureVersion): Promise<string | null> => {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const socket = connect({
      host: '127.0.0.1',
      port: Number(new URL(shop.gatehouse.portalHttpsUrl).port),
      ca: certificate.cert,
      servername: 'localhost',
      minVersion: version,
      maxVersion: version,
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    socket.once('secureConnect', () => resolve(socket.getProtocol()));
    socket.once('error', () => resolve(null));
    return promise.finally(() => socket.destroy());
  };
  assert.equal(await speak('TLSv1.3'), 'TLSv1.3');
  assert.equal(await speak('TLSv1.2'), 'TLSv1.2');
  assert.equal(await speak('TLSv1.1'), null);
});

test('a visit by HTTPS is remembered by a cookie that never travels in the clear', async () => {
  const gateway = await shop.openHotspot(startMikrotik);
  const { portalHttpsUrl: url } = shop.gatehouse;
  const query = new URLSearchParams({ nas: gateway.options.nasId, page: 'login', mac: newMac() });
  query.set('link-login-only', `${gateway.url}/login`);
  const entered = await askByHttps(`${url}/hotspot/mikrotik?${query}`, certificate);
  assert.equal(entered.status, 303);
  const { status, headers } = await askByHttps(`${url}${String(entered.headers['location'])}`, certificate);
  assert.equal(status, 200);
  assert.match(String(headers['set-cookie']), /HttpOnly; Secure; SameSite=Lax/);
});

test('plain HTTP leads to HTTPS from the day that the public address says so; routers still fetch their files', async () => {
  const get = (path: string) => fetch(`${shop.gatehouse.portalUrl}${path}`, { redirect: 'manual' });
  assert.equal((await get('/hotspot/mikrotik?nas=1')).status, 404, 'nobody knows a name yet');
  await shop.api.patch('/settings', { portalPublicUrl: PUBLIC });
  const answer = await get('/hotspot/mikrotik?nas=1&mac=a%20b');
  assert.equal(answer.status, 307);
  assert.equal(answer.headers.get('Location'), `${PUBLIC}/hotspot/mikrotik?nas=1&mac=a%20b`);
  assert.equal((await get('/healthz')).status, 200);
  assert.equal((await get('/router-files/login.html')).status, 200);
});

test('RFC 8908 §4, §5: a phone is told whether it is let through, and what is left while it is', async () => {
  const nas = await openRouter('127.0.5.1');
  assert.equal(await askCaptive(nas.id, '127.0.20.9'), null, 'nobody was ever online there');
  const neighbour = await getOnline(nas, '127.0.20.8');
  const portal = `${PUBLIC}/captive/portal?nas=${nas.id}`;
  assert.deepEqual(await waitForCaptive(nas.id, '127.0.20.9', true), {
    captive: true,
    'user-portal-url': portal,
  });
  const phone = await getOnline(nas, '127.0.20.9');
  const told = await waitForCaptive(nas.id, '127.0.20.9', false);
  const { 'seconds-remaining': seconds, ...rest } = told;
  assert.ok(typeof seconds === 'number' && seconds > 2_591_000 && seconds <= 2_592_000, String(seconds));
  assert.deepEqual(rest, {
    captive: false,
    'user-portal-url': portal,
    'can-extend-session': false,
    'bytes-remaining': 10_000_000_000,
  });
  await phone.stop();
  await waitForCaptive(nas.id, '127.0.20.9', true);
  assert.equal((await waitForCaptive(nas.id, '127.0.20.8', false))['bytes-remaining'], 10_000_000_000);
  await neighbour.stop();
  await nas.close();
});

test('RFC 8908 §7, §7.1: who is not known by an address of their own is told nothing, nor who asks in the clear', async () => {
  const nas = await openRouter('127.0.5.2');
  await getOnline(nas, '127.0.21.8');
  await waitForCaptive(nas.id, '127.0.21.8', false);
  assert.equal(
    await askCaptive(nas.id, '127.0.5.2'),
    null,
    'the router itself, as phones behind its NAT look',
  );
  assert.equal(await askCaptive(nas.id, '127.0.22.8'), null, 'another network');
  for (const other of ['999999', '0', 'x', '', '1;drop table nas']) {
    assert.equal(await askCaptive(encodeURIComponent(other), '127.0.21.8'), null, other);
  }
  const clear = await fetch(`${shop.gatehouse.portalUrl}/captive?nas=${nas.id}`, { redirect: 'manual' });
  assert.equal(clear.status, 307);
  await shop.api.patch('/settings', { portalPublicUrl: null });
  const still = await fetch(`${shop.gatehouse.portalUrl}/captive?nas=${nas.id}`, { redirect: 'manual' });
  assert.equal(still.status, 404);
  await nas.close();
});

test('the page that a captive phone opens leads to its gateway; who is online reads that they are', async () => {
  const nas = await openRouter('127.0.5.3');
  await getOnline(nas, '127.0.23.8');
  await waitForCaptive(nas.id, '127.0.23.8', false);
  const open = (localAddress: string) =>
    askByHttps(`${shop.gatehouse.portalHttpsUrl}/captive/portal?nas=${nas.id}`, {
      ...certificate,
      localAddress,
    });
  const captive = await open('127.0.23.9');
  assert.deepEqual([captive.status, captive.headers['location']], [303, 'http://192.0.2.1/']);
  assert.match((await open('127.0.23.8')).text, /<h1>You are online<\/h1>/);
  assert.equal((await open('127.0.99.1')).status, 404);
  await nas.close();
});

test('who asks without end is told to wait, and nobody else is', async () => {
  const ask = (localAddress: string) =>
    askByHttps(`${shop.gatehouse.portalHttpsUrl}/captive?nas=1`, { ...certificate, localAddress });
  for (let times = 0; times < 300; times += 1) assert.equal((await ask('127.0.98.1')).status, 404);
  assert.equal((await ask('127.0.98.1')).status, 429);
  assert.equal((await ask('127.0.98.2')).status, 404);
});
