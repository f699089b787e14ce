import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '@gatehouse/server/db/testing';
import { openSecretBox } from '@gatehouse/server/secrets';
import { makeHotspotPast } from './make-hotspot-past.ts';
import { makeIsp, SEED_CUSTOMERS, SEED_DEVICES } from './make-isp.ts';
import { makePast } from './make-past.ts';
import { seedRouters } from './what-is-sold.ts';
import { hasCustomers, writeIsp } from './write-isp.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

test('the demo’s provider fits into the database, passwords sealed', async () => {
  const plan = { seed: 7, passwordSeed: 11, now: Date.now() };
  const isp = makeIsp(plan);
  const secretBox = openSecretBox(randomBytes(32));
  assert.equal(await hasCustomers(database.db), false);

  const past = makePast(isp, plan);
  const hotspotPast = makeHotspotPast(isp, plan);
  await writeIsp(database, {
    isp,
    past,
    hotspotPast,
    nasSecrets: seedRouters.map(() => 'a secret'),
    secretBox,
  });

  assert.equal(await hasCustomers(database.db), true);
  for (const [table, count] of [
    ['customers', SEED_CUSTOMERS],
    ['devices', SEED_DEVICES],
    ['sessions', past.sessions.length],
    ['attempts', past.attempts.length],
    ['portal_sign_ups', hotspotPast.signUps.length],
    ['hotspot_samples', hotspotPast.samples.length],
    ['subscriptions', SEED_CUSTOMERS + hotspotPast.earlier.length],
  ] as const) {
    const { rows } = await database.pool.query<{ count: number }>(`select count(*) from ${table}`);
    assert.equal(rows[0]?.count, count, table);
  }
  const first = await database.db
    .selectFrom('customers')
    .select(['username', 'password_cipher'])
    .orderBy('id')
    .executeTakeFirstOrThrow();
  assert.equal(first.username, isp.customers[0]?.username);
  assert.equal(secretBox.open(first.password_cipher, 'network-password'), isp.customers[0]?.password);
});
