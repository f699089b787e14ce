import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import { newMac, openShop, type Shop } from '../shop.ts';

type Session = {
  readonly acctSessionId: string;
  readonly username: string;
  readonly mac: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly inputBytes: number;
  readonly outputBytes: number;
};

let shop: Shop;
let nas: TestNas;

before(async () => {
  shop = await openShop();
  nas = await addNas(shop.gatehouse, shop.api, { name: 'North Tower', address: '127.0.0.41' });
});
after(async () => {
  await nas?.close();
  await shop?.stop();
});

const sessionsOf = async (customerId: string): Promise<readonly Session[]> =>
  (await shop.api.get<{ items: Session[] }>(`/sessions?customerId=${customerId}`)).items;

test('a session is there when its Start is answered, grows with its interims and ends with its Stop', async () => {
  const mac = newMac();
  const customer = await shop.addCustomer();
  const base = { username: customer.username, callingStationId: mac, acctSessionId: '81000001' };
  assert.equal(await nas.account({ ...base, event: 'Start' }), 'Accounting-Response');
  const [started] = await sessionsOf(customer.id);
  assert.deepEqual([started?.acctSessionId, started?.mac, started?.endedAt], ['81000001', mac, null]);

  const grown = { sessionSeconds: 60, inputBytes: 5_000_000_000, outputBytes: 20_000_000_000 };
  assert.equal(await nas.account({ ...base, ...grown, event: 'Interim-Update' }), 'Accounting-Response');
  const [after1] = await sessionsOf(customer.id);
  assert.deepEqual([after1?.inputBytes, after1?.outputBytes], [5_000_000_000, 20_000_000_000]);

  assert.equal(
    await nas.account({ ...base, ...grown, sessionSeconds: 90, event: 'Stop' }),
    'Accounting-Response',
  );
  const sessions = await sessionsOf(customer.id);
  assert.equal(sessions.length, 1);
  assert.notEqual(sessions[0]?.endedAt, null);
});

test('the same record told again, late and out of order, changes nothing', async () => {
  const customer = await shop.addCustomer();
  const base = { username: customer.username, callingStationId: newMac(), acctSessionId: '81000002' };
  const stop = { ...base, event: 'Stop', sessionSeconds: 30, inputBytes: 700, outputBytes: 900 } as const;
  for (const record of [
    stop,
    stop,
    { ...base, event: 'Start', delaySeconds: 30 } as const,
    { ...stop, delaySeconds: 2 },
  ]) {
    assert.equal(await nas.account(record), 'Accounting-Response');
  }
  const sessions = await sessionsOf(customer.id);
  assert.equal(sessions.length, 1);
  assert.deepEqual([sessions[0]?.inputBytes, sessions[0]?.outputBytes], [700, 900]);
  assert.notEqual(sessions[0]?.endedAt, null);
});

test('forty records that come at once are all answered and all stored', async () => {
  const customer = await shop.addCustomer();
  const records = Array.from({ length: 40 }, (_, number) =>
    nas.account({
      username: customer.username,
      callingStationId: newMac(),
      acctSessionId: `kill-${number}`,
      event: 'Start',
    }),
  );
  const answered = (await Promise.all(records)).filter((code) => code === 'Accounting-Response').length;
  const { rows } = await shop.database.pool.query<{ count: number }>(
    `select count(*) from sessions where acct_session_id like 'kill-%'`,
  );
  assert.equal(answered, 40);
  assert.equal(rows[0]?.count, 40);
});

test('Accounting-On ends the sessions of that router alone', async () => {
  const other = await addNas(shop.gatehouse, shop.api, { name: 'South Tower', address: '127.0.0.42' });
  try {
    const customer = await shop.addCustomer();
    const base = { username: customer.username, event: 'Start' } as const;
    await nas.account({ ...base, callingStationId: newMac(), acctSessionId: 'here', nasIdentifier: 'north' });
    await other.account({
      ...base,
      callingStationId: newMac(),
      acctSessionId: 'there',
      nasIdentifier: 'south',
    });
    assert.equal(
      await nas.account({ username: '', event: 'Accounting-On', nasIdentifier: 'north' }),
      'Accounting-Response',
    );
    const sessions = await sessionsOf(customer.id);
    const ended = new Map(sessions.map((session) => [session.acctSessionId, session.endedAt !== null]));
    assert.deepEqual([ended.get('here'), ended.get('there')], [true, false]);
  } finally {
    await other.close();
  }
});

test('a session belongs to whom the Accept was given, even when its accounting has only the MAC', async () => {
  const mac = newMac();
  const customer = await shop.addCustomer({ macBinding: 'learn' });
  const reply = await nas.ask({ ...customer, callingStationId: mac, acctSessionId: 'owned' });
  assert.ok(reply !== 'timeout');
  const sessionClass = reply.packet.octets(rfc2865.Class);
  assert.ok(sessionClass !== null);
  await nas.account({
    username: mac,
    callingStationId: mac,
    acctSessionId: 'owned',
    event: 'Start',
    sessionClass: Uint8Array.from(sessionClass),
  });
  const [session] = await sessionsOf(customer.id);
  assert.equal(session?.acctSessionId, 'owned');
});

test('a device’s last sign of life follows its accounting', async () => {
  const mac = newMac();
  const customer = await shop.addCustomer();
  const device = await shop.addDevice(customer, mac);
  await nas.account({
    username: customer.username,
    callingStationId: mac,
    acctSessionId: 'seen',
    event: 'Start',
  });
  const until = Date.now() + 5000;
  let lastSeenAt: string | null = null;
  while (lastSeenAt === null && Date.now() < until) {
    const { items } = await shop.api.get<{ items: { id: string; lastSeenAt: string | null }[] }>(
      `/customers/${customer.id}/devices`,
    );
    lastSeenAt = items.find((each) => each.id === device.id)?.lastSeenAt ?? null;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(lastSeenAt !== null && Date.now() - Date.parse(lastSeenAt) < 60_000);
});
