import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { createEmptyTestDatabase } from '@gatehouse/server/db/testing';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { attemptsOf, newMac, openShop, type Shop } from '../shop.ts';

let shop: Shop;
let nas: TestNas;

before(async () => {
  shop = await openShop();
  nas = await addNas(shop.gatehouse, shop.api, { name: 'North Tower', address: '127.0.0.21' });
});
after(async () => {
  await nas?.close();
  await shop?.stop();
});

describe('strict', () => {
  for (const method of ['pap', 'chap', 'ms-chap', 'ms-chap-v2'] as const) {
    test(`lets the registered device in and refuses a stranger's even with the right password, by ${method}`, async () => {
      const mac = newMac();
      const customer = await shop.addCustomer({ macBinding: 'strict' });
      await shop.addDevice(customer, mac);
      assert.equal(await nas.logIn({ ...customer, method, callingStationId: mac }), 'Access-Accept');
      assert.equal(await nas.logIn({ ...customer, method, callingStationId: newMac() }), 'Access-Reject');
      assert.equal(
        await nas.logIn({ ...customer, method, password: 'wrong', callingStationId: mac }),
        'Access-Reject',
      );
    });
  }

  test('knows the device in any form that a router writes', async () => {
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    await shop.addDevice(customer, 'aabb.cc00.1122');
    for (const callingStationId of [
      'AA:BB:CC:00:11:22',
      'aa-bb-cc-00-11-22',
      'AABBCC001122',
      'aabb.cc00.1122',
      '1:aa:bb:cc:0:11:22',
    ]) {
      assert.equal(await nas.logIn({ ...customer, callingStationId }), 'Access-Accept', callingStationId);
    }
  });

  test('refuses everyone while no device is registered, and a login without a device', async () => {
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    assert.equal(await nas.logIn({ ...customer, callingStationId: newMac() }), 'Access-Reject');
    assert.equal(await nas.logIn({ ...customer, callingStationId: null }), 'Access-Reject');
    const attempts = await attemptsOf(shop.api, customer.username, 2);
    assert.deepEqual(attempts.map((attempt) => attempt.reason).toSorted(), [
      'device-not-registered',
      'mac-missing',
    ]);
    for (const { explanation } of attempts) assert.ok(explanation.length > 10, explanation);
  });

  test('knows a username in any case', async () => {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'strict', username: 'Rahima.Home' });
    await shop.addDevice(customer, mac);
    for (const username of ['Rahima.Home', 'rahima.home', 'RAHIMA.HOME']) {
      assert.equal(
        await nas.logIn({ ...customer, username, method: 'ms-chap-v2', callingStationId: mac }),
        'Access-Accept',
      );
    }
  });
});

describe('a removal', () => {
  test('acts at the very next attempt, once the answer has come', async () => {
    for (let round = 0; round < 10; round += 1) {
      const mac = newMac();
      const customer = await shop.addCustomer({ macBinding: 'strict' });
      const device = await shop.addDevice(customer, mac);
      assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
      await shop.api.remove(`/devices/${device.id}`);
      assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Reject');
    }
  });

  test('acts at once while other transactions stay open, in this and in another database', async () => {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    const device = await shop.addDevice(customer, mac);
    const other = await createEmptyTestDatabase();
    const sleepers = [shop.database.url, other.url].map(
      (connectionString) => new pg.Client({ connectionString }),
    );
    try {
      for (const sleeper of sleepers) {
        await sleeper.connect();
        await sleeper.query('begin');
        await sleeper.query('create table left_open (id int)'); // takes a transaction id, and keeps it
      }
      assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
      const { status } = await shop.api.ask('DELETE', `/devices/${device.id}`);
      assert.equal(status, 204);
      assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Reject');
    } finally {
      for (const sleeper of sleepers) await sleeper.query('rollback');
      await Promise.all(sleepers.map((sleeper) => sleeper.end()));
      await other.close();
    }
  });

  test('sticks: a line in learn does not learn the removed device again, until it is added by hand', async () => {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'learn' });
    assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
    const { items } = await shop.api.get<{ items: { id: string }[] }>(`/customers/${customer.id}/devices`);
    await shop.api.remove(`/devices/${items[0]?.id}`);
    assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Reject');
    await shop.addDevice(customer, mac);
    assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
  });

  test('can be undone', async () => {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    const device = await shop.addDevice(customer, mac);
    await shop.api.remove(`/devices/${device.id}`);
    await shop.api.post(`/devices/${device.id}/restore`);
    assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
  });
});

describe('the other modes', () => {
  test('learn registers the first devices up to the limit, and then only they pass', async () => {
    const [first, second, third] = [newMac(), newMac(), newMac()];
    const customer = await shop.addCustomer({ macBinding: 'learn', deviceLimit: 2 });
    assert.equal(await nas.logIn({ ...customer, callingStationId: first }), 'Access-Accept');
    assert.equal(await nas.logIn({ ...customer, callingStationId: second }), 'Access-Accept');
    assert.equal(await nas.logIn({ ...customer, callingStationId: third }), 'Access-Reject');
    assert.equal(await nas.logIn({ ...customer, callingStationId: first }), 'Access-Accept');
    const { items } = await shop.api.get<{ items: { mac: string; addedBy: string }[] }>(
      `/customers/${customer.id}/devices`,
    );
    assert.deepEqual(items.map((device) => device.mac).toSorted(), [first, second].toSorted());
    for (const device of items) assert.equal(device.addedBy, 'Automatic (learned)');
  });

  test('learn gives the last place to one of many who ask at the same moment', async () => {
    const customer = await shop.addCustomer({ macBinding: 'learn', deviceLimit: 1 });
    const macs = Array.from({ length: 12 }, newMac);
    const codes = await Promise.all(macs.map((mac) => nas.logIn({ ...customer, callingStationId: mac })));
    assert.equal(codes.filter((code) => code === 'Access-Accept').length, 1);
    assert.equal(codes.filter((code) => code === 'Access-Reject').length, 11);
  });

  test('observe lets everyone in and says what strict would have refused', async () => {
    const customer = await shop.addCustomer({ macBinding: 'observe' });
    assert.equal(await nas.logIn({ ...customer, callingStationId: newMac() }), 'Access-Accept');
    const [attempt] = await attemptsOf(shop.api, customer.username);
    assert.equal(attempt?.outcome, 'accept');
    assert.equal(attempt?.reason, 'device-not-registered');
  });

  test('off, a line’s own default, asks for the password alone', async () => {
    const customer = await shop.addCustomer();
    assert.equal(await nas.logIn({ ...customer, callingStationId: newMac() }), 'Access-Accept');
    assert.equal(await nas.logIn({ ...customer, callingStationId: null }), 'Access-Accept');
    assert.equal(await nas.logIn({ ...customer, password: 'wrong' }), 'Access-Reject');
  });

  test('a switch to strict is in force at the next attempt', async () => {
    const customer = await shop.addCustomer({ macBinding: 'off' });
    const callingStationId = newMac();
    assert.equal(await nas.logIn({ ...customer, callingStationId }), 'Access-Accept');
    await shop.api.patch(`/customers/${customer.id}`, { macBinding: 'strict' });
    assert.equal(await nas.logIn({ ...customer, callingStationId }), 'Access-Reject');
    await shop.api.patch(`/customers/${customer.id}`, { macBinding: null });
    assert.equal(await nas.logIn({ ...customer, callingStationId }), 'Access-Accept');
  });
});

describe('what a MAC is not', () => {
  test('another customer’s registered MAC as username and password opens no line', async () => {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    await shop.addDevice(customer, mac);
    for (const callingStationId of [mac, newMac()]) {
      for (const password of [mac, '']) {
        assert.equal(await nas.logIn({ username: mac, password, callingStationId }), 'Access-Reject');
      }
    }
  });

  test('a MAC is registered once: a second customer is told who holds it', async () => {
    const mac = newMac();
    const [one, two] = [await shop.addCustomer(), await shop.addCustomer()];
    await shop.addDevice(one, mac);
    const answer = await shop.api.ask('POST', `/customers/${two.id}/devices`, {
      mac: mac.toLowerCase().replaceAll(':', '-'),
    });
    assert.equal(answer.status, 409);
    assert.match(JSON.stringify(answer.body), /device-already-registered/);
    assert.match(JSON.stringify(answer.body), new RegExp(one.username));
  });

  for (const [mac, kind] of [
    ['01:00:5E:00:00:01', 'multicast'],
    ['00:00:00:00:00:00', 'zero'],
    ['FF:FF:FF:FF:FF:FF', 'broadcast'],
    ['not a mac', 'no MAC'],
  ]) {
    test(`${kind} is not registered`, async () => {
      const customer = await shop.addCustomer();
      const answer = await shop.api.ask('POST', `/customers/${customer.id}/devices`, { mac });
      assert.equal(answer.status, 422, JSON.stringify(answer.body));
    });
  }
});

describe('packages and states', () => {
  test('an Accept carries what the package grants', async () => {
    const { id: servicePackageId } = await shop.api.post<{ id: string }>('/service-packages', {
      name: 'Home 20',
      kind: 'pppoe',
      rateDownKbps: 20480,
      rateUpKbps: 10240,
      validitySeconds: 86400,
      framedPool: 'homes',
    });
    const customer = await shop.addCustomer({ servicePackageId });
    const reply = await nas.ask({ ...customer, callingStationId: newMac() });
    assert.ok(reply !== 'timeout');
    const { mikrotik } = await import('@gatehouse/radius/packet/dictionary/vendors/mikrotik');
    const { rfc2865 } = await import('@gatehouse/radius/packet/dictionary/rfc2865');
    const { rfc2869 } = await import('@gatehouse/radius/packet/dictionary/rfc2869');
    assert.equal(reply.code, 'Access-Accept');
    assert.equal(reply.packet.text(mikrotik['Mikrotik-Rate-Limit']), '10240k/20480k');
    assert.equal(reply.packet.text(rfc2869['Framed-Pool']), 'homes');
    assert.equal(reply.packet.integer(rfc2869['Acct-Interim-Interval']), 300);
    const left = reply.packet.integer(rfc2865['Session-Timeout']) ?? 0;
    assert.ok(left > 86_300 && left <= 86_400, `${left} s are left of a day`);
    assert.ok(reply.packet.has(rfc2865.Class));
    assert.equal(reply.packet.bytes[20], 80, 'Message-Authenticator is the first attribute');
  });

  test('suspended, expired and ended customers are refused, and let in again when that is over', async () => {
    const { id: servicePackageId } = await shop.api.post<{ id: string }>('/service-packages', {
      name: 'A moment',
      kind: 'pppoe',
    });
    const customer = await shop.addCustomer();
    const login = { ...customer, callingStationId: newMac() };
    await shop.api.patch(`/customers/${customer.id}`, { status: 'suspended' });
    assert.equal(await nas.logIn(login), 'Access-Reject');
    await shop.api.patch(`/customers/${customer.id}`, { status: 'active' });
    assert.equal(await nas.logIn(login), 'Access-Accept');

    const now = Date.now();
    const past = {
      startsAt: new Date(now - 60_000).toISOString(),
      endsAt: new Date(now - 1000).toISOString(),
    };
    await shop.api.post(`/customers/${customer.id}/subscriptions`, { servicePackageId, ...past });
    assert.equal(await nas.logIn(login), 'Access-Reject');
    await shop.api.post(`/customers/${customer.id}/subscriptions`, { servicePackageId });
    assert.equal(await nas.logIn(login), 'Access-Accept');

    await shop.api.patch(`/customers/${customer.id}`, { status: 'ended' });
    assert.equal(await nas.logIn(login), 'Access-Reject');
  });

  test('a package that ends is over at that second', async () => {
    const { id: servicePackageId } = await shop.api.post<{ id: string }>('/service-packages', {
      name: 'Three seconds',
      kind: 'pppoe',
    });
    const customer = await shop.addCustomer();
    const endsAt = new Date(Date.now() + 3000).toISOString();
    await shop.api.post(`/customers/${customer.id}/subscriptions`, { servicePackageId, endsAt });
    const login = { ...customer, callingStationId: newMac() };
    assert.equal(await nas.logIn(login), 'Access-Accept');
    await new Promise((resolve) => setTimeout(resolve, 3100));
    assert.equal(await nas.logIn(login), 'Access-Reject');
  });

  test('the session limit counts other devices that are online, never one’s own', async () => {
    const customer = await shop.addCustomer({ sessionLimit: 1 });
    const [home, neighbour] = [newMac(), newMac()];
    const session = {
      username: customer.username,
      callingStationId: home,
      acctSessionId: `limit-${customer.id}`,
    };
    assert.equal(await nas.logIn({ ...customer, callingStationId: home }), 'Access-Accept');
    assert.equal(await nas.account({ ...session, event: 'Start' }), 'Accounting-Response');
    assert.equal(await nas.logIn({ ...customer, callingStationId: neighbour }), 'Access-Reject');
    assert.equal(await nas.logIn({ ...customer, callingStationId: home }), 'Access-Accept');
    assert.equal(await nas.account({ ...session, event: 'Stop', sessionSeconds: 5 }), 'Accounting-Response');
    // The second login of the same device reserved its place for 30 s; its own Stop gives that back too.
    assert.equal(await nas.logIn({ ...customer, callingStationId: home }), 'Access-Accept');
  });
});
