import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import type { Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { attemptsOf, newMac, openShop, type Customer, type NewCustomer, type Shop } from '../shop.ts';

let shop: Shop;
let market: TestNas;
/** Another router of the Market's zone. */
let fountain: TestNas;
let harbour: TestNas;
let tower: TestNas;
let monthId: string;

before(async () => {
  shop = await openShop();
  const marketZone = await shop.api.post<Item>('/hotspot-zones', { name: 'Market', ssid: 'Lakeside' });
  const harbourZone = await shop.api.post<Item>('/hotspot-zones', {
    name: 'Harbour',
    ssid: 'Lakeside Harbour',
  });
  market = await addNas(shop.gatehouse, shop.api, {
    name: 'Market',
    address: '127.0.0.31',
    zoneId: marketZone.id,
  });
  fountain = await addNas(shop.gatehouse, shop.api, {
    name: 'Fountain',
    address: '127.0.0.35',
    zoneId: marketZone.id,
  });
  harbour = await addNas(shop.gatehouse, shop.api, {
    name: 'Harbour',
    address: '127.0.0.32',
    zoneId: harbourZone.id,
    vendor: 'generic',
  });
  tower = await addNas(shop.gatehouse, shop.api, { name: 'Tower', address: '127.0.0.33' });
  monthId = (
    await shop.api.post<Item>('/service-packages', {
      name: 'Month',
      kind: 'hotspot',
      validitySeconds: 2_592_000,
      deviceLimit: 2,
    })
  ).id;
});
after(async () => {
  for (const nas of [market, fountain, harbour, tower]) await nas?.close();
  await shop?.stop();
});

const addGuest = (customer: NewCustomer = {}): Promise<Customer> =>
  shop.addCustomer({ kind: 'hotspot', servicePackageId: monthId, ...customer });

const logIn = (nas: TestNas, customer: Customer, mac: string | null): Promise<string> =>
  nas.logIn({ ...customer, service: 'hotspot', method: 'chap', callingStationId: mac });

type Device = { readonly id: string; readonly mac: string; readonly addedBy: string };
const devicesOf = async (customer: Customer): Promise<readonly Device[]> =>
  (await shop.api.get<{ items: Device[] }>(`/customers/${customer.id}/devices`)).items;

describe('a phone that comes back', () => {
  test('is registered by its first login and needs no password afterwards', async () => {
    const mac = newMac();
    const guest = await addGuest();
    assert.equal(await market.macLogIn(mac), 'Access-Reject');
    assert.equal(await logIn(market, guest, mac), 'Access-Accept');
    const devices = await devicesOf(guest);
    assert.deepEqual(
      devices.map((device) => [device.mac, device.addedBy]),
      [[mac, 'Automatic (hotspot)']],
    );
    assert.equal(await market.macLogIn(mac), 'Access-Accept');
  });

  test('is let in by PAP with an empty password or its own MAC too, and by nothing else', async () => {
    const mac = newMac();
    const guest = await addGuest();
    await logIn(market, guest, mac);
    const ask = { service: 'hotspot', username: mac.toLowerCase(), callingStationId: mac } as const;
    assert.equal(await market.logIn({ ...ask, method: 'pap', password: '' }), 'Access-Accept');
    assert.equal(await market.logIn({ ...ask, method: 'pap', password: mac.toLowerCase() }), 'Access-Accept');
    assert.equal(await market.logIn({ ...ask, method: 'pap', password: 'something else' }), 'Access-Reject');
  });

  test('gets what a password login gets', async () => {
    const mac = newMac();
    const guest = await addGuest();
    const first = await market.ask({ ...guest, service: 'hotspot', method: 'chap', callingStationId: mac });
    const again = await market.ask({
      username: mac,
      password: mac,
      service: 'hotspot',
      method: 'chap',
      callingStationId: mac,
    });
    assert.ok(first !== 'timeout' && again !== 'timeout');
    assert.equal(again.code, 'Access-Accept');
    for (const attribute of [rfc2865['Session-Timeout'], rfc2865['Class'], rfc2865['Port-Limit']] as const) {
      assert.ok(first.packet.has(attribute) && again.packet.has(attribute), attribute.name);
    }
    assert.equal(first.packet.integer(rfc2865['Port-Limit']), 2);
    assert.deepEqual(again.packet.octets(rfc2865.Class), first.packet.octets(rfc2865.Class));
  });

  test('is let in days later at another router of its zone, without a password', async () => {
    const [mac, guest] = [newMac(), await addGuest()];
    assert.equal(await fountain.macLogIn(mac), 'Access-Reject');
    await logIn(market, guest, mac);
    await shop.database.pool.query(
      `update devices set last_seen_at = now() - interval '5 days' where mac = $1`,
      [mac],
    );
    assert.equal(await fountain.macLogIn(mac), 'Access-Accept');
  });

  test('is remembered in its zone; elsewhere it logs in once more', async () => {
    const mac = newMac();
    const guest = await addGuest();
    await logIn(market, guest, mac);
    assert.equal(await harbour.macLogIn(mac), 'Access-Reject');
    assert.equal(await logIn(harbour, guest, mac), 'Access-Accept');
    assert.equal(await harbour.macLogIn(mac), 'Access-Accept');
    assert.equal(await market.macLogIn(mac), 'Access-Accept');
  });

  test('is refused once its package is over, its holder suspended, or the device removed', async () => {
    const [expired, suspended, removed] = [newMac(), newMac(), newMac()];
    const one = await addGuest();
    await logIn(market, one, expired);
    await shop.database.pool.query(
      `update subscriptions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where customer_id = $1`,
      [one.id],
    );
    await shop.api.patch(`/customers/${one.id}`, { phone: '+1 555 0100' }); // any change makes the directory read this customer again
    assert.equal(await market.macLogIn(expired), 'Access-Reject');
    assert.equal(await logIn(market, one, expired), 'Access-Reject');

    const two = await addGuest();
    await logIn(market, two, suspended);
    await shop.api.patch(`/customers/${two.id}`, { status: 'suspended' });
    assert.equal(await market.macLogIn(suspended), 'Access-Reject');

    const three = await addGuest();
    await logIn(market, three, removed);
    const [device] = await devicesOf(three);
    await shop.api.remove(`/devices/${device?.id}`);
    assert.equal(await market.macLogIn(removed), 'Access-Reject');
    assert.equal(
      await logIn(market, three, removed),
      'Access-Accept',
      'logging in with the password registers it again',
    );
    assert.equal(await market.macLogIn(removed), 'Access-Accept');
  });
});

describe('what a hotspot refuses', () => {
  test('another customer’s MAC typed as username is refused, whatever the password', async () => {
    const [victims, own] = [newMac(), newMac()];
    await logIn(market, await addGuest(), victims);
    for (const password of [victims, own, '']) {
      for (const method of ['pap', 'chap'] as const) {
        const code = await market.logIn({
          service: 'hotspot',
          username: victims,
          password,
          method,
          callingStationId: own,
        });
        assert.equal(code, 'Access-Reject', `${method} ${password}`);
      }
    }
  });

  test('a MAC as PPP name and password opens no line, registered or not', async () => {
    const mac = newMac();
    await logIn(market, await addGuest(), mac);
    for (const nas of [market, tower]) {
      for (const method of ['pap', 'chap', 'ms-chap-v2'] as const) {
        const ask = {
          service: 'pppoe',
          username: mac,
          password: mac,
          method,
          callingStationId: mac,
        } as const;
        assert.equal(await nas.logIn(ask), 'Access-Reject', method);
      }
    }
  });

  test('a MAC login outside a zone is refused', async () => {
    const mac = newMac();
    await logIn(market, await addGuest(), mac);
    assert.equal(await tower.macLogIn(mac), 'Access-Reject');
  });

  test('a zone without MAC login asks for the password each time', async () => {
    const zone = await shop.api.post<Item>('/hotspot-zones', {
      name: 'Library',
      ssid: 'Library',
      macLogin: false,
    });
    const library = await addNas(shop.gatehouse, shop.api, {
      name: 'Library',
      address: '127.0.0.34',
      zoneId: zone.id,
    });
    try {
      const mac = newMac();
      const guest = await addGuest();
      assert.equal(await logIn(library, guest, mac), 'Access-Accept');
      assert.equal(await library.macLogIn(mac), 'Access-Reject');
    } finally {
      await library.close();
    }
  });

  test('a guest without a package, and one whose places are taken', async () => {
    const without = await shop.addCustomer({ kind: 'hotspot' });
    assert.equal(await logIn(market, without, newMac()), 'Access-Reject');
    const [attempt] = await attemptsOf(shop.api, without.username);
    assert.equal(attempt?.reason, 'no-subscription');

    const guest = await addGuest();
    assert.equal(await logIn(market, guest, newMac()), 'Access-Accept');
    assert.equal(await logIn(market, guest, newMac()), 'Access-Accept');
    assert.equal(await logIn(market, guest, newMac()), 'Access-Reject');
    const attempts = await attemptsOf(shop.api, guest.username, 3);
    assert.ok(attempts.some((each) => each.reason === 'device-limit-reached'));
  });

  test('a login without a readable device', async () => {
    const guest = await addGuest();
    assert.equal(await logIn(market, guest, '10.0.0.7'), 'Access-Reject');
    const [attempt] = await attemptsOf(shop.api, guest.username);
    assert.equal(attempt?.reason, 'mac-missing');
  });
});

describe('the only place', () => {
  const online = (guest: Customer, mac: string, event: 'Start' | 'Stop', acctSessionId: string) =>
    market.account({
      service: 'hotspot',
      username: guest.username,
      callingStationId: mac,
      acctSessionId,
      event,
    });

  test('is held by whoever was let in by MAC, before accounting says anything of it, and until that ends', async () => {
    const guest = await addGuest({ sessionLimit: 1 });
    const [first, second] = [newMac(), newMac()];
    for (const mac of [first, second]) await shop.addDevice(guest, mac);
    assert.equal(await market.macLogIn(first), 'Access-Accept');
    assert.equal(await market.macLogIn(second), 'Access-Reject');
    assert.equal(await logIn(market, guest, second), 'Access-Reject', 'nor with the password');
    const attempts = await attemptsOf(shop.api, guest.username);
    assert.equal(attempts[0]?.reason, 'too-many-sessions');
    assert.equal(await market.macLogIn(first), 'Access-Accept', 'its own place');
    await online(guest, first, 'Start', 'first');
    assert.equal(await market.macLogIn(second), 'Access-Reject');
    await online(guest, first, 'Stop', 'first');
    assert.equal(await market.macLogIn(second), 'Access-Accept');
    assert.equal(await market.macLogIn(first), 'Access-Reject', 'and now it is the other’s');
  });

  test('of two at the same moment one gets it', async () => {
    const guest = await addGuest({ sessionLimit: 1 });
    const macs = [newMac(), newMac()];
    for (const mac of macs) await shop.addDevice(guest, mac);
    const replies = await Promise.all(macs.map((mac) => market.macLogIn(mac)));
    assert.deepEqual(replies.toSorted(), ['Access-Accept', 'Access-Reject']);
  });

  test('among the devices stays with the one that is registered, online or not', async () => {
    const guest = await addGuest({ deviceLimit: 1 });
    const [own, other] = [newMac(), newMac()];
    await logIn(market, guest, own);
    assert.equal(await market.macLogIn(own), 'Access-Accept');
    assert.equal(await logIn(market, guest, other), 'Access-Reject');
    const attempts = await attemptsOf(shop.api, guest.username, 2);
    assert.ok(attempts.some(({ reason }) => reason === 'device-limit-reached'));
    assert.equal(await market.macLogIn(own), 'Access-Accept');
    assert.deepEqual(
      (await devicesOf(guest)).map(({ mac }) => mac),
      [own],
    );
  });
});

describe('a borrowed phone', () => {
  test('logs its borrower in, stays its holder’s, and asks for a password until the holder is back', async () => {
    const mac = newMac();
    const [holder, borrower] = [await addGuest(), await addGuest()];
    await logIn(market, holder, mac);
    assert.equal(await logIn(market, borrower, mac), 'Access-Accept');
    assert.equal((await devicesOf(holder)).length, 1);
    assert.equal((await devicesOf(borrower)).length, 0);
    assert.equal(await market.macLogIn(mac), 'Access-Reject', 'MAC login pauses');
    assert.equal(await logIn(market, holder, mac), 'Access-Accept');
    assert.equal(await market.macLogIn(mac), 'Access-Accept');
  });
});
