import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import type { ApiClient, Item, List } from '../api-client.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';
import { checkLedger } from './check-ledger.ts';
import { isFull, sized } from './fault-size.ts';
import { type HonestCustomer, type HonestRouter, openHonestRouter, percentile } from './honest-router.ts';
import { type HostileSender, openHostileSender } from './hostile-sender.ts';
import { INSPECTABLE, openRadiusMemory } from './process-memory.ts';
import { radiusProcess } from './product-processes.ts';
import { makeRealPackets } from './real-packets.ts';
import { seededRandom } from './seeded-random.ts';
import { openTranscript } from './transcript.ts';

/**
 * A hundred changed packets for every right one, on both ports, from a router that must sign and from one that need
 * not. `GATEHOUSE_TEST_SEED` plays a failure again.
 */
const MUTANTS = sized(15_000, 1_000_000);
const WARM_UP = sized(4500, 50_000);
const MUTANTS_PER_VALID = 100;
const GROWTH_BYTES_MAX = 10 * 1024 * 1024;
/**
 * Replies for true duplicates, and who asked, live in two rings of fixed size whose memory is the process's own once
 * they have come round. In full size that is before the measurement.
 */
const RING_LOGINS = sized(0, 280_000);
/** Attempts are grouped in memory for a minute. */
const SETTLE_MS = sized(0, 65_000);
const SIGNING = '127.0.61.1';
const UNSIGNED = '127.0.61.2';
const SECRET = 'of both routers';

const random = seededRandom();
const transcript = openTranscript('hostile-packets');
const victim = { username: 'victim.home', password: 'right as rain', mac: 'D4:CA:6D:AA:00:01' };
const customers: readonly HonestCustomer[] = Array.from({ length: 6 }, (_, number) => ({
  username: `honest-${number}`,
  password: `of honest ${number}`,
  mac: `D4:CA:6D:BB:00:0${number}`,
}));

let database: TestDatabase;
let gatehouse: Gatehouse;
let api: ApiClient;
let honest: HonestRouter;
const senders: HostileSender[] = [];
const customerIds: string[] = [];
/** Tests that held; unless both did, what was sent is kept. */
let held = 0;

before(async () => {
  database = await createTestDatabase();
  gatehouse = await startGatehouse({ databaseUrl: database.url, environment: INSPECTABLE });
  api = await gatehouse.api();
  const router = { secret: SECRET, vendor: 'mikrotik' };
  await api.post('/nas', { ...router, name: 'Signs', address: SIGNING, messageAuthenticator: 'required' });
  await api.post('/nas', { ...router, name: 'Signs not', address: UNSIGNED, messageAuthenticator: 'off' });
  for (const { mac, ...customer } of [victim, ...customers]) {
    const body = { ...customer, name: customer.username, kind: 'pppoe', macBinding: 'strict' };
    const { id } = await api.post<Item>('/customers', body);
    await api.post(`/customers/${id}/devices`, { mac });
    customerIds.push(id);
  }
  honest = await openHonestRouter({
    address: SIGNING,
    secret: SECRET,
    server: gatehouse,
    customers,
    transcript,
  });
  const all = makeRealPackets({ secret: SECRET, random, customer: victim });
  const wrong = all.filter(({ right }) => !right);
  const { auth, acct } = gatehouse;
  for (const [address, port, packets] of [
    [SIGNING, 'auth', all],
    [UNSIGNED, 'auth', wrong],
    [SIGNING, 'acct', all],
  ] as const) {
    const to = port === 'auth' ? auth : acct;
    const signed = address === SIGNING;
    // Each its own: they are not played in the same order again.
    const own = seededRandom(random.seed + senders.length + 1);
    const options = { address, to, port, secret: SECRET, signed, packets, random: own, transcript };
    senders.push(await openHostileSender(options));
  }
});
after(async () => {
  await honest?.close();
  for (const sender of senders) sender.close();
  await gatehouse?.stop();
  await database?.close();
  await transcript.close({ keep: held < 2 });
});

/** The answer to the valid one behind them says that the product has seen them all: nothing is lost on the way. */
async function attack(mutants: number): Promise<void> {
  const rounds = Math.ceil(mutants / senders.length / MUTANTS_PER_VALID);
  await Promise.all(
    senders.map(async (sender, index) => {
      for (let round = 0; round < rounds; round++) {
        await sender.send(MUTANTS_PER_VALID);
        await (index === senders.length - 1 ? honest.account() : honest.logIn());
      }
    }),
  );
}

async function settle(): Promise<void> {
  await pause(SETTLE_MS);
  for (let login = 0; login < 4; login++) await honest.logIn();
  await pause(500);
}

async function comeRound(): Promise<void> {
  const waves = 150;
  for (let sent = 0; sent < RING_LOGINS; sent += waves)
    await Promise.all(Array.from({ length: waves }, () => honest.logIn()));
}

async function datagramsSeen(): Promise<number> {
  const metrics = await (await fetch(`${gatehouse.adminUrl}/metrics`)).text();
  return Number(/^gatehouse_radius_datagrams_total\{.*\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

async function sumAttempts(where: string): Promise<number> {
  const { rows } = await database.pool.query<{ sum: string | null }>(
    `select sum(count) from attempts where ${where}`,
  );
  return Number(rows[0]?.sum ?? 0);
}

test(`${MUTANTS} changed packets: no crash, no answer to a broken one, every right one answered, no growth`, async (t) => {
  const again = `again with GATEHOUSE_TEST_SEED=${random.seed}; everything sent and told is in ${transcript.file}`;
  t.diagnostic(`seed ${random.seed}`);
  const memory = await openRadiusMemory(gatehouse);
  await comeRound();
  await attack(WARM_UP);
  await settle();
  const before = await memory.settled();
  const sentBefore = senders.reduce((sum, { sent }) => sum + sent, 0);

  await attack(MUTANTS);
  await settle();
  const after = await memory.settled();

  const total = (of: 'sent' | 'answerable' | 'answers') =>
    senders.reduce((sum, sender) => sum + sender[of], 0);
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
  t.diagnostic(
    `${total('sent') - sentBefore} mutants, ${total('answerable')} of all ${total('sent')} rightly signed, ` +
      `${total('answers')} answers; ${honest.loginMs.length} right logins (p99 ${percentile(honest.loginMs, 99).toFixed(1)} ms), ` +
      `${honest.ledger.entries.length} right accounting events; ${megabytes(before)} MB before, ${megabytes(after)} MB after`,
  );
  assert.equal(await radiusProcess(gatehouse.pid), memory.pid, `the same process all the time: ${again}`);
  assert.deepEqual(
    senders.flatMap(({ problems }) => problems.slice(0, 5)),
    [],
    again,
  );
  assert.deepEqual(honest.problems, [], `every right one is answered: ${again}`);
  assert.ok(total('answers') > 0, 'some mutants have reached what is behind the signatures');
  assert.ok(
    after - before < GROWTH_BYTES_MAX,
    `it grew from ${megabytes(before)} to ${megabytes(after)} MB: ${again}`,
  );
  assert.ok(
    await until(async () => (await datagramsSeen()) >= total('sent') * 0.9),
    'nearly all of them arrived',
  );
  const faults = /"level":"(error|fatal)".*"process":"radius"|"a request got no answer"/;
  assert.doesNotMatch(gatehouse.output(), faults, again);
  held += 1;
});

test('afterwards the store holds what the right ones said, and nothing that a mutant wanted', async () => {
  const checked = await until(async () => (await checkLedger(database.url, honest.ledger)).length === 0);
  assert.ok(checked, (await checkLedger(database.url, honest.ledger)).slice(0, 5).join('\n'));
  const ofHonest = `outcome = 'accept' and username like 'honest-%'`;
  await until(async () => (await sumAttempts(ofHonest)) >= honest.loginMs.length);
  assert.equal(await sumAttempts(ofHonest), honest.loginMs.length);
  const others = `outcome = 'accept' and username not like 'honest-%' and username <> '${victim.username}'`;
  assert.equal(await sumAttempts(others), 0);
  for (const id of customerIds) {
    const { items } = await api.get<List<Item>>(`/customers/${id}/devices`);
    assert.equal(items.length, 1, 'no device came to be');
  }
  held += 1;
});

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + (isFull ? 120_000 : 20_000); Date.now() < end; await pause(100))
    if (await holds()) return true;
  return false;
}
