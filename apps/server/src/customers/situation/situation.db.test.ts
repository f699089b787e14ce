import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { ExplainedAttempt } from '../../access-log/attempts.schemas.ts';
import { addTestCustomer, type TestApi } from '../../http/testing/test-api.ts';
import type { LastDay } from './situation.schemas.ts';
import { HOME, MadeHistory, STRANGER } from './testing.ts';

let history: MadeHistory;
let api: TestApi;
let customerId = '';
let deviceId = '';

before(async () => {
  history = await MadeHistory.open();
  ({ api } = history);
});
after(() => history.close());
beforeEach(async () => {
  await history.begin();
  ({ customerId, deviceId } = history);
});

const tries: MadeHistory['tries'] = (tried) => history.tries(tried);
const session: MadeHistory['session'] = (minutes, more) => history.session(minutes, more);
const situation: MadeHistory['situation'] = () => history.situation();

test('counts the refusals of a strange device since it began, and offers to replace, register or wait', async () => {
  await tries({ minutesAgo: 600, mac: HOME, reason: null });
  await tries({ minutesAgo: 200, count: 9 });
  await tries({ minutesAgo: 100, mac: 'AA:BB:CC:00:00:01' });
  await tries({ minutesAgo: 2, count: 5 });
  const told = await situation();
  assert.equal(told.code, 'unregistered-device');
  assert.match(
    told.text,
    /^Refused 14 times since .* UTC: an unregistered TP-Link Technologies \(C4:E9:84:77:01:9C\) used the right password\.$/,
  );
  assert.deepEqual(told.does, ['replace', 'register', 'swap-window']);
  assert.deepEqual(
    told.ways.map(({ label }) => label),
    [
      'Replace Home Router by this device',
      'Register as another device · 2 of 2',
      'Open a 10-minute swap window',
    ],
  );
  assert.equal(told.ways[0]?.deviceId, deviceId);
});

test('says that nothing stands in the way once the device is registered, and that it was accepted once it was', async () => {
  await tries({ minutesAgo: 1, count: 3 });
  await api.call('POST', `/customers/${customerId}/devices`, { mac: STRANGER });
  assert.equal((await situation()).code, 'let-in-next-time');
  await tries({ minutesAgo: 0, reason: null });
  assert.equal((await situation()).code, 'accepted');
  await session({ since: 0, heard: 0 }, { mac: STRANGER });
  assert.match((await situation()).text, /^Accepted .* from C4:E9:84:77:01:9C at Tower/);
});

test('names whoever else has the device', async () => {
  const karim = await addTestCustomer(api, { name: 'Karim' });
  await api.call('POST', `/customers/${karim['id']}/devices`, { mac: STRANGER });
  await tries({ minutesAgo: 1 });
  const told = await situation();
  assert.equal(told.code, 'device-of-another');
  assert.match(told.text, /registered to Karim\.$/);
  assert.deepEqual(told.does, ['move-here']);
});

test('counts what their own router tried under another name', async () => {
  await tries({ minutesAgo: 300, mac: HOME, reason: null });
  await tries({
    minutesAgo: 3,
    count: 4,
    mac: HOME,
    username: 'rahlm',
    of: null,
    reason: 'unknown-username',
  });
  const told = await situation();
  assert.equal(told.code, 'tried-as');
  assert.match(told.text, /^Home Router tried to log in as “rahlm”, which nobody has, 4 times since/);
  await tries({ minutesAgo: 1, mac: HOME, reason: null });
  assert.equal((await situation()).code, 'accepted');
});

test('tells a wrong password of their own router from one of a strange device', async () => {
  await tries({ minutesAgo: 5, mac: HOME, reason: 'wrong-password' });
  assert.equal((await situation()).code, 'wrong-password-own-device');
  await tries({ minutesAgo: 1, reason: 'wrong-password' });
  assert.equal((await situation()).code, 'wrong-password');
});

test('says since when from where somebody is online, and that a session nobody hears of is none', async () => {
  await session({ since: 180, heard: 2 });
  assert.match((await situation()).text, /^Online since .* from Home Router at Tower \d+\.$/);
  await api.database.pool.query(`update sessions set last_heard_at = now() - interval '20 minutes'`);
  const told = await situation();
  assert.equal(told.code, 'nothing-heard');
});

test('tells a dead line from a dead router by the others there', async () => {
  await session({ since: 900, heard: 200 }, { ended: true });
  await history.heardFromRouter(1);
  const others = await Promise.all([1, 2, 3].map(() => addTestCustomer(api)));
  for (const { id } of others)
    await session({ since: 100, heard: 2 }, { of: String(id), mac: 'AA:00:00:00:00:01' });
  const told = await situation();
  assert.equal(told.code, 'nothing-heard');
  assert.match(told.text, /3 others there are online: cable, power or router\.$/);

  await api.database.pool.query(`update sessions set last_heard_at = now() - interval '190 minutes'`);
  await api.database.pool.query(`update nas_health set last_accounting_at = now() - interval '190 minutes'`);
  const silent = await situation();
  assert.equal(silent.code, 'router-silent');
  assert.deepEqual(silent.does, ['open-router']);
});

test('names the swap window that waits, and why a device is blocked', async () => {
  await api.call('POST', `/customers/${customerId}/swap-window`, { minutes: 10, deviceId });
  const waiting = await situation();
  assert.equal(waiting.code, 'swap-window-open');
  assert.match(waiting.text, /^Swap window open, 10 minutes left: .* takes the place of Home Router\.$/);
  assert.deepEqual(waiting.does, ['close-swap-window']);
  await api.call('DELETE', `/customers/${customerId}/swap-window`);

  await api.call('POST', '/blocked-macs', { mac: STRANGER, reason: 'stolen' });
  await tries({ minutesAgo: 1, reason: 'device-blocked' });
  const blocked = await situation();
  assert.match(blocked.text, /is blocked: stolen\.$/);
  assert.deepEqual(blocked.does, ['unblock']);
});

test('says that a suspended customer is refused, and that one who is unsuspended is let in', async () => {
  await api.call('PATCH', `/customers/${customerId}`, { status: 'suspended' });
  await tries({ minutesAgo: 1, mac: HOME, reason: 'suspended' });
  assert.deepEqual((await situation()).does, ['unsuspend']);
  await api.call('PATCH', `/customers/${customerId}`, { status: 'active' });
  assert.equal((await situation()).code, 'let-in-next-time');
});

test('tells the last day: when they were online from whatever device, and when they were refused', async () => {
  await session({ since: 3000, heard: 1300 }, { ended: true });
  await session({ since: 600, heard: 300 }, { ended: true });
  await session({ since: 400, heard: 240 }, { ended: true, mac: STRANGER });
  await session({ since: 60, heard: 1 });
  await tries({ minutesAgo: 200, count: 3 });
  const { body } = await api.call('GET', `/customers/${customerId}/last-day`);
  const day = body as unknown as LastDay;
  const minutes = (at: string) => Math.round((Date.parse(day.to) - Date.parse(at)) / 60_000);
  assert.deepEqual(
    day.online.map(({ from, to }) => [minutes(from), minutes(to)]),
    [
      [1440, 1300],
      [600, 240],
      [60, 0],
    ],
  );
  assert.deepEqual(
    day.refused.map(({ count }) => count),
    [3],
  );
});

test('one past attempt is explained by its id: what each rule said then, and how it would fare now', async () => {
  await tries({ minutesAgo: 5 });
  const { body } = await api.call('GET', `/attempts?customerId=${customerId}`);
  const id = String(body['items']?.['0']?.['id']);
  const told = await api.call('GET', `/attempts/${id}/explanation`);
  assert.equal(told.status, 200, told.text);
  const { attempt, rules, about, ways } = told.body as unknown as ExplainedAttempt;
  assert.equal(about?.id, customerId);
  assert.deepEqual(
    ways.map((way) => way.do),
    ['replace', 'register', 'swap-window'],
  );
  for (const { words } of rules) assert.notDeepEqual(words, []);
  assert.equal(attempt.present?.reason, 'device-not-registered');
  assert.deepEqual(
    rules.filter(({ verdict }) => verdict === 'decided').map(({ name }) => name),
    ['binding'],
  );
  for (const none of [id.replace(/^./, '1'), 'nothing', '00000000-0000-4000-8000-000000000000'])
    assert.equal((await api.call('GET', `/attempts/${none}/explanation`)).status, 404);
});

test('an attempt under a username that nobody has is explained for whose device it was', async () => {
  await tries({ minutesAgo: 5, mac: HOME, username: 'rahlm', of: null, reason: 'unknown-username' });
  await api.database.pool.query(
    `update attempts set facts = facts || jsonb_build_object('holderCustomerId', $1::bigint)`,
    [customerId],
  );
  const { body } = await api.call('GET', `/attempts?username=rahlm`);
  const told = await api.call('GET', `/attempts/${body['items']?.['0']?.['id']}/explanation`);
  const { attempt, about, ways } = told.body as unknown as ExplainedAttempt;
  assert.deepEqual([attempt.customerId, about?.id], [null, customerId]);
  assert.deepEqual(
    ways.map((way) => way.do),
    ['show-password'],
  );
});

test('says nothing of a customer who does not exist', async () => {
  assert.equal((await api.call('GET', '/customers/999999/situation')).status, 404);
});
