import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import { type DatabaseLink, openDatabaseLink } from './database-link.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { isFull, sized } from './fault-size.ts';
import { embeddedDatabase, signalAll } from './product-processes.ts';

const load = { sessions: sized(60, 200), packetsPerSecond: sized(100, 200) };
const faultMs = sized(4000, 60_000);

/** Logins all through a fault; gives how long they took, in milliseconds, in order. */
async function logInDuring(nas: TestNas, house: FaultHouse, ms: number): Promise<number[]> {
  const took: number[] = [];
  for (const until = Date.now() + ms; Date.now() < until; await pause(20)) {
    const username = house.usernames[took.length % house.usernames.length] ?? '';
    const begun = performance.now();
    const login = { username, password: `of ${username}`, callingStationId: newMac() };
    assert.equal(await nas.logIn(login), 'Access-Accept');
    took.push(performance.now() - begun);
  }
  return took.sort((a, b) => a - b);
}

/** Accounting and logins go on while the database fails; then it works again, and nothing answered is missing. */
async function failAndMend(
  house: FaultHouse,
  databaseUrl: () => Promise<string>,
  fail: () => Promise<void> | void,
  mend: () => Promise<void> | void,
): Promise<void> {
  const nas = await playNas({ id: '', ...house.nas, server: house.gatehouse });
  try {
    const played = await house.play(load);
    await pause(1500);
    const failedAt = Date.now();
    await fail();
    const took = await logInDuring(nas, house, faultMs);
    const mendedAt = Date.now();
    const { ledger } = played;
    const during = ledger.answered.filter(({ answeredAt }) => (answeredAt ?? 0) > failedAt + 2000);
    await mend();
    await pause(1500);
    await played.finish();
    assert.ok(during.length > 0, 'accounting was answered from the journal');
    assert.deepEqual(await house.check(ledger, await databaseUrl()), []);
    if (!isFull) return;
    const p99 = took[Math.floor(took.length * 0.99)] ?? 0;
    assert.ok(p99 < 50, `logins took ${p99} ms at the 99th percentile`);
    assert.ok(ledger.longestSilence(failedAt, mendedAt) < 5000, 'accounting was silent for long');
    assert.ok(ledger.longestWait < 10_000, `an answer took ${ledger.longestWait} ms`);
  } finally {
    await nas.close();
  }
}

test('PostgreSQL hangs (SIGSTOP): logins go on, accounting is answered from the journal and stored later', async () => {
  const house = await openFaultHouse();
  const { pid, url } = await embeddedDatabase(house.gatehouse.dataFolder);
  try {
    await failAndMend(
      house,
      async () => url,
      () => signalAll(pid, 'SIGSTOP'),
      () => signalAll(pid, 'SIGCONT'),
    );
  } finally {
    await signalAll(pid, 'SIGCONT');
    await house.stop();
  }
});

let database: TestDatabase;
let link: DatabaseLink;
let house: FaultHouse;

before(async () => {
  database = await createTestDatabase();
  link = await openDatabaseLink(database.url);
  house = await openFaultHouse({ databaseUrl: link.url });
});
after(async () => {
  await house?.stop();
  await link?.close();
  await database?.close();
});

const itsUrl = async (): Promise<string> => database.url;

test('the line to the database is cut: logins go on, accounting is answered from the journal and stored later', async () => {
  await failAndMend(
    house,
    itsUrl,
    () => link.cut(),
    () => link.mend(),
  );
});

test('the database takes two seconds a statement: the same', async () => {
  await failAndMend(
    house,
    itsUrl,
    () => link.delay(2000),
    () => link.delay(0),
  );
});

test('the database leaves one connection to us: the same', async () => {
  await failAndMend(
    house,
    itsUrl,
    () => link.limit(1),
    () => link.limit(Number.POSITIVE_INFINITY),
  );
});
