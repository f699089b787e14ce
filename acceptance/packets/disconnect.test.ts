import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import {
  type NasAnswer,
  openTestNas,
  replyTo,
  type TestNas as Disconnectable,
  until,
} from '@gatehouse/server/radius/dynamic-authorization/testing';
import type { Item, List } from '../api-client.ts';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';

/** One router: `nas` asks and accounts, `router` hears Disconnect- and CoA-Requests. */
let shop: Shop;
let nas: TestNas;
let router: Disconnectable;

type Request = { readonly id: string; readonly state: string; readonly result: string | null };

const ack: NasAnswer = (request) => [replyTo(request, 'ack', { secret: nas.secret })];

before(async () => {
  shop = await openShop();
  nas = await addNas(shop.gatehouse, shop.api, { name: 'North Tower', address: '127.0.0.43' });
  router = await openTestNas(nas.address, nas.secret, (request, nth) => ack(request, nth));
  await shop.api.patch(`/nas/${nas.id}`, { coaPort: router.port });
});
after(async () => {
  router?.close();
  await nas?.close();
  await shop?.stop();
});

async function online(customer: Customer, mac: string, acctSessionId: string): Promise<string> {
  const login = { username: customer.username, password: customer.password, callingStationId: mac };
  assert.equal(await nas.logIn(login), 'Access-Accept');
  const session = { username: customer.username, callingStationId: mac, acctSessionId };
  assert.equal(await nas.account({ ...session, event: 'Start' }), 'Accounting-Response');
  const { items } = await shop.api.get<List<Item>>(`/sessions?customerId=${customer.id}&open=true`);
  return items[0]?.id ?? '';
}

test('Disconnect ends a session: the router is asked from the address that it asks, about its own session', async () => {
  const customer = await shop.addCustomer();
  const session = await online(customer, newMac(), '82000001');
  const request = await shop.api.post<Request>(`/sessions/${session}/disconnect`, {});
  assert.deepEqual([request.state, request.result], ['acknowledged', 'ack']);
  const asked = router.requests.at(-1);
  assert.equal(asked?.text(rfc2866['Acct-Session-Id']), '82000001');
  assert.equal(asked?.text(rfc2865['User-Name']), customer.username);
  assert.equal(router.from.at(-1)?.address, shop.gatehouse.acct.address);
});

test('what became of it is counted in the metrics, which know every end from the start', async () => {
  const told = async () => {
    const text = await (await fetch(`${shop.gatehouse.adminUrl}/metrics`)).text();
    const lines = text.matchAll(/^gatehouse_router_requests_total\{.*kind="(.*)",outcome="(.*)"\} (\d+)$/gm);
    return new Map([...lines].map(([, kind, outcome, count]) => [`${kind} ${outcome}`, Number(count)]));
  };
  const customer = await shop.addCustomer();
  const session = await online(customer, newMac(), '82000005');
  await shop.api.post<Request>(`/sessions/${session}/disconnect`, {});
  const asked = router.requests.length;
  const counts = await until(told, (now) => (now.get('disconnect acknowledged') ?? 0) >= asked);
  assert.equal(counts.get('disconnect acknowledged'), asked, 'each was answered at once');
  assert.equal(counts.size, 10);
  assert.equal(counts.get('disconnect no-answer'), 0);
});

test('Remove and disconnect now: who dials in again the moment they are cut off is refused', async () => {
  const customer = await shop.addCustomer({ macBinding: 'strict' });
  const mac = newMac();
  const device = await shop.addDevice(customer, mac);
  await online(customer, mac, '82000002');
  const login = { username: customer.username, password: customer.password, callingStationId: mac };
  let again = '';
  router.answer = async (request) => {
    again = await nas.logIn(login);
    return ack(request, 1);
  };
  const { disconnects } = await shop.api.post<{ disconnects: Request[] }>(
    `/devices/${device.id}/remove-and-disconnect`,
    {},
  );
  router.answer = ack;
  assert.deepEqual(
    disconnects.map(({ state }) => state),
    ['acknowledged'],
  );
  assert.equal(again, 'Access-Reject');
});

test('a suspended customer is cut off and kept out', async () => {
  const customer = await shop.addCustomer();
  const session = await online(customer, newMac(), '82000003');
  await shop.api.patch(`/customers/${customer.id}`, { status: 'suspended' });
  const requests = await until(
    async () => (await shop.api.get<List<Request>>(`/router-requests?sessionId=${session}`)).items,
    ([request]) => request?.state === 'acknowledged',
  );
  assert.equal(requests.length, 1);
  const login = { username: customer.username, password: customer.password };
  assert.equal(await nas.logIn(login), 'Access-Reject');
});

test('a radius process that is killed while a router is asked loses no request, and repeats none that was answered', async () => {
  const customer = await shop.addCustomer();
  const other = await shop.addCustomer();
  const session = await online(customer, newMac(), '82000004');
  const before = router.requests.length;
  router.answer = () => [];
  const answer = shop.api.ask('POST', `/sessions/${session}/disconnect`, {});
  await until(
    async () => router.requests.length,
    (count) => count > before,
  );
  process.kill(radiusProcess(shop.gatehouse.pid), 'SIGKILL');
  router.answer = ack;
  await answer;
  const [request] = await until(
    async () => (await shop.api.get<List<Request>>(`/router-requests?sessionId=${session}`)).items,
    ([request]) => request?.state === 'acknowledged',
  );
  assert.equal(request?.result, 'ack');
  const asked = router.requests.length;
  process.kill(radiusProcess(shop.gatehouse.pid), 'SIGKILL');
  const login = { username: other.username, password: other.password };
  await until(
    () => nas.logIn(login),
    (reply) => reply === 'Access-Accept',
  );
  assert.equal(router.requests.length, asked);
});

/** The child of the supervisor that has the RADIUS sockets. */
function radiusProcess(supervisor: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    try {
      const parent = /^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
      return (
        Number(parent) === supervisor && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start-radius')
      );
    } catch {
      return false; // it ended meanwhile
    }
  });
  if (found === undefined) throw new Error('There is no radius process.');
  return Number(found);
}
