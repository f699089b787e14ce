import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { sql } from 'kysely';
import { addTestCustomer, type Json } from '../http/testing/test-api.ts';
import { deliver, takeDue } from './deliver.ts';
import { fanOut } from './fan-out.ts';
import { LANES } from './lanes.ts';
import { startWebhookSender } from './start-webhook-sender.ts';
import { freshMac, type HookHouse, openHookHouse, until } from './testing/hook-house.ts';
import { trimDeliveries } from './trim-deliveries.ts';

let house: HookHouse;
before(async () => {
  house = await openHookHouse();
});
afterEach(() => house.clear());
after(() => house?.close());

const ADDED = ['device.added'];

async function addDevices(count = 1, customer?: Json): Promise<Json> {
  const { api } = house;
  const whose = customer ?? (await addTestCustomer(api));
  for (let added = 0; added < count; added++) {
    const body = { mac: freshMac(), overLimit: true };
    const { status, text } = await api.call('POST', `/customers/${whose['id']}/devices`, body);
    assert.equal(status, 201, text);
  }
  return whose;
}

test('an answer that is none of 2xx is tried again with the same event, later each time, and given up after a day', async () => {
  const { api, receiver } = house;
  const hook = await house.addWebhook(ADDED);
  await addDevices();
  receiver.answerWith(503);
  await house.sendDue(hook);
  await house.sendDue(hook);
  assert.equal(receiver.received.length, 1, 'the second try waits');
  const [first] = await house.deliveriesOf(hook);
  assert.equal(first?.['state'], 'waiting');
  assert.match(String(first?.['lastFault']), /answered 503/);
  for (let tries = 2; tries <= 11; tries++) {
    await house.dueAgain();
    await house.sendDue(hook);
  }
  assert.equal(receiver.received.length, 11);
  assert.equal(new Set(house.heard().map(({ id }) => id)).size, 1);
  const [last] = await house.deliveriesOf(hook);
  assert.deepEqual([last?.['state'], last?.['tries'], last?.['nextAt']], ['failed', 11, null]);
  receiver.answerWith(200);
  const again = await api.call('POST', `/webhook-deliveries/${last?.['id']}/send-again`);
  assert.deepEqual(
    [again.status, again.body['state'], again.body['eventId']],
    [200, 'delivered', first?.['eventId']],
  );
});

test('a receiver that hangs, drips, floods with 10 MB, breaks off or leads elsewhere gets no more than its time, and no redirect is followed', async () => {
  const { api, receiver } = house;
  const customer = await addTestCustomer(api);
  const faults: Record<string, RegExp> = {
    '/hang': /did not answer in time/,
    '/drip': /did not answer in time/,
    '/break': /broke the connection off/,
    '/elsewhere': /leads elsewhere \(307\)/,
    '/flood': /answered 500/,
  };
  for (const [path, fault] of Object.entries(faults)) {
    const hook = await house.addWebhook(ADDED, path);
    await addDevices(1, customer);
    const isSlow = /time/.test(fault.source);
    await house.sendDue(hook, isSlow ? { answerMsMax: 150 } : {});
    const [delivery] = await house.deliveriesOf(hook);
    assert.match(String(delivery?.['lastFault']), fault, path);
    assert.equal(typeof delivery?.['lastMs'], 'number');
    assert.ok(String(delivery?.['lastSaid'] ?? '').length <= 201);
    assert.doesNotMatch(String(delivery?.['lastSaid']), /script|\u202e/);
    await api.call('DELETE', `/webhooks/${hook['id']}`);
  }
  assert.ok(!receiver.received.some(({ path }) => path === '/stolen'));
  const nobody = await house.addWebhook(ADDED);
  await addDevices(1, customer);
  await house.openReceiverAgain();
  await house.sendDue(nobody);
  assert.match(String((await house.deliveriesOf(nobody))[0]?.['lastFault']), /Nothing listens/);
});

test('each of two webhooks hears it once, what is about one customer in the order in which it happened, though two processes could send', async () => {
  const { api, receiver } = house;
  const hooks = [await house.addWebhook(ADDED, '/one'), await house.addWebhook(ADDED, '/two')];
  const customers = [await addDevices(0), await addDevices(0), await addDevices(0)];
  for (let round = 0; round < 5; round++) for (const customer of customers) await addDevices(1, customer);
  receiver.answerWith(200, 15);
  const senders = [startWebhookSender(api.parts, 20), startWebhookSender(api.parts, 20)];
  await until('all were told', () => receiver.received.length >= 30);
  await Promise.all(senders.map((sender) => sender.stop()));
  assert.equal(receiver.received.length, 30);
  for (const path of ['/one', '/two']) {
    const heard = receiver.received.filter((each) => each.path === path);
    const events = heard.map(({ body }) => JSON.parse(body) as Json);
    assert.equal(new Set(events.map((event) => String(event['id']))).size, 15);
    for (const customer of customers) {
      const its = events
        .filter((event) => event['customer']?.['id'] === customer['id'])
        .map((event) => Number(event['sequence']));
      assert.deepEqual(
        its,
        its.toSorted((a, b) => a - b),
      );
    }
  }
  for (const hook of hooks)
    assert.ok((await house.deliveriesOf(hook)).every(({ tries }) => Number(tries) === 1));
});

test('one that hangs holds up no other; what a process left under way when it ended is sent by the next, with the same id', async () => {
  const { api } = house;
  const [hanging, well] = [await house.addWebhook(ADDED, '/hang'), await house.addWebhook(ADDED, '/well')];
  await addDevices();
  while ((await fanOut(api.database.db)) > 0);
  const sender = '33333333-3333-4333-8333-333333333333';
  const webhookId = Number(well['id']);
  for (let lane = 0; lane < LANES; lane++) {
    const taken = await takeDue(api.database.db, { webhookId, lane, sender });
    if (taken !== null) await deliver({ ...api.parts, db: api.database.db }, { ...taken, tries: 0 }); // not written down
  }
  const [taken] = house.receiver.received;
  const next = startWebhookSender({ ...api.parts, answerMsMax: 60_000 }, 20);
  await until(
    'it is sent again',
    async () => ((await house.deliveriesOf(well))[0]?.['state'] as never) === 'delivered',
  );
  const told = house.receiver.received.filter(({ path }) => path === '/well');
  assert.deepEqual(
    told.map(({ body }) => body),
    [taken?.body, taken?.body],
  );
  const [waiting] = await house.deliveriesOf(hanging);
  assert.equal(waiting?.['state'], 'waiting');
  const stopped = next.stop();
  await house.openReceiverAgain(); // frees the one that hangs
  await stopped;
});

test('whoever takes nothing is asked one delivery at a time', async () => {
  const { api, receiver } = house;
  const hook = await house.addWebhook(ADDED, '/hang');
  for (let customer = 0; customer < 12; customer++) await addDevices();
  await sql`update webhooks set failing_since = trusted_now()`.execute(api.database.db);
  const sender = startWebhookSender({ ...api.parts, answerMsMax: 100 }, 20);
  await until('several tries', () => receiver.received.length >= 4);
  await sender.stop();
  assert.equal(receiver.atOnce, 1);
  assert.notEqual((await api.call('GET', `/webhooks/${hook['id']}`)).body['failingSince'], null);
});

test('after three days without one that was taken it is switched off, on the record, and says why; System says it too', async () => {
  const { api, receiver } = house;
  const hook = await house.addWebhook(ADDED);
  await addDevices();
  receiver.answerWith(500);
  await house.sendDue(hook);
  await sql`update webhooks set failing_since = trusted_now() - interval '73 hours'`.execute(api.database.db);
  await house.dueAgain();
  await house.sendDue(hook);
  const off = await api.call('GET', `/webhooks/${hook['id']}`);
  assert.equal(off.body['enabled'], false);
  assert.match(String(off.body['disabledWhy']), /Switched off: nothing was taken/);
  const { rows } = await api.database.pool.query(
    `select from audit_log where action = 'webhooks.give-up' and subject_id = $1`,
    [hook['id']],
  );
  assert.equal(rows.length, 1);
  const verdicts = async () => JSON.stringify((await api.call('GET', '/system')).body['verdicts']);
  assert.match(await verdicts(), new RegExp(`${hook['name']} was switched off`));
  const on = await api.call('PATCH', `/webhooks/${hook['id']}`, { enabled: true });
  assert.deepEqual([on.body['enabled'], on.body['disabledWhy'], on.body['failingSince']], [true, null, null]);
  assert.doesNotMatch(await verdicts(), /switched off/);
});

test('a queue holds so many and no more: what comes beyond is let go, counted and said', async () => {
  const { api } = house;
  const [full, other] = [await house.addWebhook(ADDED), await house.addWebhook(['device.removed'])];
  await addDevices(5);
  await fanOut(api.database.db, 3);
  const { body } = await api.call('GET', `/webhooks/${full['id']}`);
  assert.deepEqual([body['waiting'], body['letGo']], [3, 2]);
  assert.equal((await api.call('GET', `/webhooks/${other['id']}`)).body['letGo'] as never, 0);
  const heard = (await house.deliveriesOf(full)).map(({ body: sent }) => JSON.parse(String(sent)) as Json);
  const numbers = heard.map((event) => Number(event['sequence']));
  assert.equal(numbers.length, 3);
});

test('the log keeps a month, and of a busy webhook the newest; what waits stays', async () => {
  const { api } = house;
  const hook = await house.addWebhook(ADDED);
  await addDevices(6);
  await house.sendDue(hook);
  await addDevices(1);
  await fanOut(api.database.db);
  await api.database.pool.query(
    `update webhook_deliveries set occurred_at = trusted_now() - interval '31 days'
      where id = (select min(id) from webhook_deliveries)`,
  );
  assert.equal(await trimDeliveries(api.database.db), 1);
  assert.equal(await trimDeliveries(api.database.db, 2), 3);
  const kept = await house.deliveriesOf(hook);
  assert.deepEqual(
    kept.map(({ state }) => String(state)),
    ['delivered', 'delivered', 'waiting'],
  );
});

test('a removed webhook is told nothing, also of what waits; one that is switched off is told it later', async () => {
  const { api, receiver } = house;
  const [gone, off] = [await house.addWebhook(ADDED, '/gone'), await house.addWebhook(ADDED, '/off')];
  await addDevices();
  await fanOut(api.database.db);
  await api.call('DELETE', `/webhooks/${gone['id']}`);
  await api.call('PATCH', `/webhooks/${off['id']}`, { enabled: false });
  await house.sendDue(gone);
  await house.sendDue(off);
  assert.equal(receiver.received.length, 0);
  await api.call('PATCH', `/webhooks/${off['id']}`, { enabled: true });
  await house.sendDue(off);
  assert.deepEqual(
    receiver.received.map(({ path }) => path),
    ['/off'],
  );
});
