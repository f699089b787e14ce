import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { removeDevice } from '../devices/remove-device.ts';
import { makeTestTicket } from '../portal/testing.ts';
import { startTestRadius, type TestRadius } from './testing.ts';

let radius: TestRadius;
let zoneId: number;
let servicePackageId: number;
let serial = 0;
const newMac = () => `02:AC:00:00:00:${(++serial).toString(16).padStart(2, '0')}`.toUpperCase();

before(async () => {
  radius = await startTestRadius();
  zoneId = await radius.addZone();
  await radius.addNas({ zone_id: zoneId });
  servicePackageId = await radius.addPackage({ kind: 'hotspot', device_limit: 1 });
});
after(() => radius?.close());

/** Whose one place is taken by a phone that was last seen three days ago. */
async function openCase(username: string) {
  const [old, fresh] = [newMac(), newMac()];
  const customerId = await radius.addCustomer({ username, kind: 'hotspot', servicePackageId });
  const login = { service: 'hotspot', username, callingStationId: old, method: 'chap' } as const;
  assert.equal((await radius.login(login)).outcome, 'accept');
  const { rows } = await radius.database.pool.query<{ id: number }>(
    `update devices set last_seen_at = now() - interval '3 days' where mac = $1 returning id`,
    [old],
  );
  return { customerId, old, fresh, deviceId: rows[0]?.id ?? 0 };
}

type Case = Awaited<ReturnType<typeof openCase>>;

/** The customer said at the portal: yes, it is. */
async function sayYes({ customerId, deviceId }: Case, mac: string) {
  const { secretBox, database } = radius;
  const wish = { zoneId, customerId, mac };
  const { ticket } = await makeTestTicket({ db: database.db, secretBox }, wish, deviceId);
  return () => radius.login({ ...ticket, service: 'hotspot', callingStationId: mac, method: 'chap' });
}

const macLogin = (mac: string) =>
  radius.login({ service: 'hotspot', username: mac, password: '', callingStationId: mac });

const macsOf = async ({ customerId }: Case) =>
  (
    await radius.database.pool.query<{ mac: string }>('select mac from devices where customer_id = $1', [
      customerId,
    ])
  ).rows.map(({ mac }) => mac.toUpperCase());

/** What the access log says of it, which is written behind. */
async function reasonOf(mac: string): Promise<string | null> {
  for (let look = 0; look < 50; look += 1) {
    const { rows } = await radius.database.pool.query<{ reason: string }>(
      `select reason from attempts where mac = $1 and outcome = 'reject' order by at desc limit 1`,
      [mac],
    );
    if (rows[0] !== undefined) return rows[0].reason;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

test('a phone that its holder says is an older one goes on as that', async () => {
  const one = await openCase('continued');
  const logIn = await sayYes(one, one.fresh);
  assert.equal((await logIn()).outcome, 'accept');
  assert.deepEqual(await macsOf(one), [one.fresh]);
});

test('where the older one was seen since the question, the answer is a refusal, not silence', async () => {
  const one = await openCase('seen.since');
  const logIn = await sayYes(one, one.fresh);
  await radius.database.pool.query('update devices set last_seen_at = now() where mac = $1', [one.old]);
  assert.equal((await logIn()).outcome, 'reject');
  assert.equal(await reasonOf(one.fresh), 'device-limit-reached');
  assert.deepEqual(await macsOf(one), [one.old]);
});

test('so is it where the older one was let in this moment, before anything was written of that', async () => {
  const one = await openCase('let.in.now');
  const logIn = await sayYes(one, one.fresh);
  assert.equal((await macLogin(one.old)).outcome, 'accept');
  assert.equal((await logIn()).outcome, 'reject');
  assert.equal(await reasonOf(one.fresh), 'device-limit-reached');
  assert.deepEqual(await macsOf(one), [one.old]);
  assert.equal((await macLogin(one.old)).outcome, 'accept');
});

test('of two phones that both say they are it, one goes on as it, and the other is refused', async () => {
  const one = await openCase('both');
  const other = newMac();
  const logins = [await sayYes(one, one.fresh), await sayYes(one, other)];
  // What a slow database leaves unanswered a router asks once more.
  const replies = await Promise.all(
    logins.map(async (logIn) => {
      const reply = await logIn();
      return reply.outcome === 'silence' ? logIn() : reply;
    }),
  );
  assert.deepEqual(replies.map(({ outcome }) => outcome).toSorted(), ['accept', 'reject']);
  assert.equal((await macsOf(one)).length, 1);
});

test('where an operator has removed the older one meanwhile, the ticket is over', async () => {
  const one = await openCase('gone');
  const logIn = await sayYes(one, one.fresh);
  await radius.change((change) => removeDevice(change, one.deviceId));
  assert.equal((await logIn()).outcome, 'reject');
  assert.equal(await reasonOf(one.fresh), 'ticket-expired');
  assert.deepEqual(await macsOf(one), []);
});
