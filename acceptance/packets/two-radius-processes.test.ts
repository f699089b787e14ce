import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Item } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { newMac, openShop, type Shop } from '../shop.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';

let shop: Shop;
let second: Gatehouse;
let nas: TestNas;

before(async () => {
  shop = await openShop();
  second = await startGatehouse({
    role: 'radius',
    databaseUrl: shop.database.url,
    environment: { GATEHOUSE_SECRET_KEY_FILE: path.join(shop.gatehouse.dataFolder, 'secret.key') },
  });
  nas = await addNas(shop.gatehouse, shop.api, { name: 'North Tower', address: '127.0.0.61' });
});
after(async () => {
  await nas?.close();
  await second?.stop();
  await shop?.stop();
});

test('a removal and an addition act on both radius processes at the next attempt', async () => {
  for (let round = 0; round < 10; round += 1) {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    const login = { ...customer, callingStationId: mac };
    const device = await shop.addDevice(customer, mac);
    assert.deepEqual(await both(login), ['Access-Accept', 'Access-Accept']);
    await shop.api.remove(`/devices/${device.id}`);
    assert.deepEqual(await both(login), ['Access-Reject', 'Access-Reject']);
    await shop.addDevice(customer, mac);
    assert.deepEqual(await both(login), ['Access-Accept', 'Access-Accept']);
  }
});

test('a device learned by one is known to the other', async () => {
  const mac = newMac();
  const customer = await shop.addCustomer({ macBinding: 'learn' });
  assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
  const stranger = { ...customer, callingStationId: newMac() };
  assert.equal(await nas.at(second).logIn(stranger), 'Access-Reject');
  assert.equal(await nas.at(second).logIn({ ...customer, callingStationId: mac }), 'Access-Accept');
});

test('a session told to one counts at the other within two seconds', async () => {
  const customer = await shop.addCustomer({ sessionLimit: 1 });
  const home = newMac();
  await nas.account({
    username: customer.username,
    callingStationId: home,
    acctSessionId: 'two',
    event: 'Start',
  });
  await sleep(2000);
  assert.equal(await nas.at(second).logIn({ ...customer, callingStationId: newMac() }), 'Access-Reject');
});

test('a line without a MAC that was told to one redials at the other, and another line does not get in', async () => {
  const customer = await shop.addCustomer({ sessionLimit: 1 });
  const line = { callingStationId: '+4930123456' };
  await nas.account({ username: customer.username, ...line, acctSessionId: 'dialled', event: 'Start' });
  await sleep(2000);
  assert.equal(await nas.at(second).logIn({ ...customer, callingStationId: '+4930123457' }), 'Access-Reject');
  assert.equal(await nas.at(second).logIn({ ...customer, ...line }), 'Access-Accept');
});

test('time online that was told to one is used up at the other within two seconds', async () => {
  const { id: servicePackageId } = await shop.api.post<Item>('/service-packages', {
    name: 'An hour',
    kind: 'pppoe',
    validitySeconds: 86_400,
    validFrom: 'first-use',
    onlineSeconds: 3600,
  });
  const customer = await shop.addCustomer({ servicePackageId });
  const login = { ...customer, callingStationId: newMac() };
  assert.deepEqual(await both(login), ['Access-Accept', 'Access-Accept']);
  await nas.account({ ...login, acctSessionId: 'hour', event: 'Stop', sessionSeconds: 3600 });
  assert.equal(await nas.logIn(login), 'Access-Reject');
  await sleep(2000);
  assert.equal(await nas.at(second).logIn(login), 'Access-Reject');
});

test('a change says where it is not in force when a radius process hangs, and it catches up', async () => {
  const mac = newMac();
  const customer = await shop.addCustomer({ macBinding: 'strict' });
  const device = await shop.addDevice(customer, mac);
  const pids = await childrenOf(second.pid);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    const answer = await shop.api.ask('DELETE', `/devices/${device.id}`);
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    assert.equal((answer.body.pendingNodes as unknown[]).length, 1);
    assert.equal(await nas.logIn({ ...customer, callingStationId: mac }), 'Access-Reject');
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
  const until = Date.now() + 5000;
  let seen = '';
  while (seen !== 'Access-Reject' && Date.now() < until) {
    seen = await nas.at(second).logIn({ ...customer, callingStationId: mac });
    await sleep(100);
  }
  assert.equal(seen, 'Access-Reject');
});

function both(login: Parameters<TestNas['logIn']>[0]): Promise<string[]> {
  return Promise.all([nas.logIn(login), nas.at(second).logIn(login)]);
}

async function childrenOf(pid: number): Promise<number[]> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
