import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openDatabase } from '../db/open-database.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { openSecretBox } from '../secrets.ts';
import { trimTries } from '../tries/count-tries.ts';
import { noteGuess, readGuesses, trimGuesses } from './portal-guesses.ts';
import { openPortalLimits, type PortalLimits } from './portal-limits.ts';

let database: TestDatabase;
let other: ReturnType<typeof openDatabase>;
/** Those of two web processes. */
let processes: readonly [PortalLimits, PortalLimits];
before(async () => {
  database = await createTestDatabase();
  other = openDatabase(database.connection, { poolSize: 8, applicationName: 'gatehouse test' });
  const secretBox = openSecretBox(Buffer.alloc(32, 1));
  processes = [
    openPortalLimits({ db: database.db, secretBox }),
    openPortalLimits({ db: other.db, secretBox }),
  ];
});
after(async () => {
  await other?.close();
  await database?.close();
});
beforeEach(() => database.pool.query('truncate portal_tries, portal_guesses'));

const turnByTurn = (count: number, take: (limits: PortalLimits, at: number) => Promise<number | null>) =>
  Promise.all(Array.from({ length: count }, (_, at) => take(at % 2 === 0 ? processes[0] : processes[1], at)));
const passed = (waits: readonly (number | null)[]) => waits.filter((wait) => wait === null).length;
const rowCount = async () =>
  (await database.pool.query<{ count: number }>('select count(*)::int from portal_tries')).rows[0]?.count;

test('guesses side by side at two web processes get as far as at one', async () => {
  const waits = await turnByTurn(60, (limits, visit) => limits.takeGuess('rahima', '10.0.0.1', visit));
  assert.equal(passed(waits), 10, 'of a name from one address');
  assert.ok(waits.every((wait) => wait === null || (wait > 880 && wait <= 900)));
  const anywhere = await turnByTurn(80, (limits, at) => limits.takeGuess('rahima', `10.1.0.${at}`, 100 + at));
  assert.equal(passed(anywhere), 50, 'of a name from anywhere: 60 in all that are looked at');
  const codes = await turnByTurn(150, (limits, visit) => limits.takeCodeTry('10.0.0.1', visit));
  assert.equal(passed(codes), 100);
});

test('a right password gives its try back, and a quarter of an hour later all is as before', async () => {
  const [limits, there] = processes;
  for (let login = 0; login < 30; login += 1) {
    assert.equal(await limits.takeGuess('karim', '10.0.0.2', 7), null);
    await there.giveBackGuess('karim', '10.0.0.2', 7);
  }
  for (let guess = 0; guess < 8; guess += 1)
    assert.equal(await limits.takeGuess('karim', '10.0.0.2', 7), null);
  assert.notEqual(await there.takeGuess('karim', '10.0.0.2', 7), null);
  await database.pool.query(`update portal_tries set ends_at = ends_at - interval '15 minutes'`);
  assert.equal(await there.takeGuess('karim', '10.0.0.2', 7), null);
});

test('whoever guesses on fills no more rows, and what is over is forgotten', async () => {
  const [limits] = processes;
  for (let guess = 0; guess < 30; guess += 1) await limits.takeGuess(`name ${guess}`, '10.0.0.3', 1);
  const rows = await rowCount();
  assert.equal(rows, 2 + 2 * 8, 'visit and address, and two for each name that was looked at');
  await database.pool.query(`update portal_tries set ends_at = trusted_now() - interval '1 second'`);
  assert.equal(await trimTries(database.db), rows);
});

test('whoever is over their own limit fills that of nobody else behind the same address', async () => {
  const [limits] = processes;
  for (let post = 0; post < 300; post += 1) {
    await limits.takeGuess('nobody', '10.0.0.5', 1);
    await limits.takeCodeTry('10.0.0.5', 1);
    await limits.takeVoucherTry(1, { customerId: null, address: '10.0.0.5', zoneId: 1 });
  }
  assert.equal(await limits.takeGuess('rahima', '10.0.0.5', 2), null);
  assert.equal(await limits.takeCodeTry('10.0.0.5', 2), null);
  assert.equal(await limits.takeVoucherTry(2, { customerId: null, address: '10.0.0.5', zoneId: 1 }), null);
  // Nor does who guesses one name from visit to visit use up that name elsewhere.
  for (let post = 0; post < 80; post += 1) await limits.takeGuess('karim', '10.0.0.5', 1000 + post);
  assert.equal(await limits.takeGuess('karim', '10.0.0.6', 3), null);
});

test('what is looked at is bounded by the address, however many visits and names it is spread over', async () => {
  const guesses = await turnByTurn(400, (limits, at) => limits.takeGuess(`name ${at}`, '10.0.0.7', at));
  assert.equal(passed(guesses), 200);
  const rows = await rowCount();
  await processes[0].takeGuess('one more', '10.0.0.7', 9999);
  assert.equal(await rowCount(), rows, 'and what is not fills no rows');
});

test('no name that somebody typed stands in the table', async () => {
  await processes[0].takeGuess('my secret password', '10.0.0.4', 1);
  const { rows } = await database.pool.query('select * from portal_tries');
  assert.doesNotMatch(JSON.stringify(rows), /secret|10\.0\.0\.4/);
});

test('operators learn how much was guessed within an hour, and from where', async () => {
  const { id: zoneId } = await database.db
    .insertInto('hotspot_zones')
    .values({ name: 'Lakeside', ssid: 'Lakeside' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const note = (sourceAddress: string | null, refused: boolean, zone = zoneId) =>
    noteGuess(database.db, { zoneId: zone, sourceAddress, refused });
  assert.deepEqual(await readGuesses(database.db), { total: 0, refused: 0, worst: null });
  await Promise.all(Array.from({ length: 20 }, (_, at) => note('10.5.0.17', at >= 8)));
  await note('2001:db8::5', false);
  await note(null, false, 999);
  const worst = { address: '10.5.0.17', zoneName: 'Lakeside', total: 20 };
  assert.deepEqual(await readGuesses(database.db), { total: 22, refused: 12, worst });
  await database.pool.query(`update portal_guesses set span_at = span_at - interval '1 hour'`);
  assert.equal((await readGuesses(database.db)).total, 0);
  assert.equal(await trimGuesses(database.db), 0);
  await database.pool.query(`update portal_guesses set span_at = span_at - interval '1 day'`);
  assert.equal(await trimGuesses(database.db), 3);
});
