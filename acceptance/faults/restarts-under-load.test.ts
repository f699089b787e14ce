import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { trySignal } from './product-processes.ts';

const RESTARTS = sized(1, 10);
const LOGINS_PER_SECOND = sized(50, 200);
/** What a router of good manners does before it gives a login up. */
const MANNERS = { tries: 3, timeoutMs: 3000 };

let database: TestDatabase;
let house: FaultHouse;
/** Each has its own 256 identifiers. */
let sockets: TestNas[] = [];

before(async () => {
  database = await createTestDatabase();
  house = await openFaultHouse({ databaseUrl: database.url });
  const play = () => playNas({ id: '', ...house.nas, ...MANNERS, server: house.gatehouse });
  sockets = await Promise.all(Array.from({ length: sized(2, 8) }, play));
});
after(async () => {
  await Promise.all(sockets.map((nas) => nas.close()));
  await house?.stop();
  await database?.close();
});

/** Logins at a steady pace until told otherwise, each with three tries of three seconds. */
function logInSteadily(): { finish(): Promise<Map<string, number>> } {
  const outcomes = new Map<string, number>();
  const asked: Promise<void>[] = [];
  const begunAt = Date.now();
  const timer = setInterval(() => {
    const due = ((Date.now() - begunAt) / 1000) * LOGINS_PER_SECOND;
    while (asked.length < due) asked.push(logIn(asked.length));
  }, 5);
  async function logIn(number: number): Promise<void> {
    const username = house.usernames[number % house.usernames.length] ?? '';
    const login = { username, password: `of ${username}`, callingStationId: newMac() };
    const outcome = (await sockets[number % sockets.length]?.logIn(login)) ?? 'not asked';
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return {
    async finish() {
      clearInterval(timer);
      await Promise.all(asked);
      return outcomes;
    },
  };
}

test('SIGTERM and a new start under load: with three tries of three seconds no login and no accounting fails', async () => {
  const played = await house.play({ sessions: 40, packetsPerSecond: 80, tryMs: MANNERS.timeoutMs });
  const logins = logInSteadily();
  for (let restart = 0; restart < RESTARTS; restart++) {
    await pause(500 + Math.random() * sized(500, 5000));
    trySignal(house.gatehouse.pid, 'SIGTERM');
    await house.startAgain();
  }
  await pause(500);
  const outcomes = await logins.finish();
  const ledger = await played.finish();
  assert.deepEqual([...outcomes.keys()], ['Access-Accept']);
  assert.ok((outcomes.get('Access-Accept') ?? 0) > RESTARTS * LOGINS_PER_SECOND * 0.5);
  const failed = ledger.entries.filter(({ requests, answeredAt }) => requests > 1 || answeredAt === null);
  assert.deepEqual(failed, []);
  assert.deepEqual(await house.check(ledger, database.url), []);
});
