import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sized } from './fault-size.ts';
import { storm } from './request-storm.ts';
import { openStormHouse, type StormHouse } from './storm-house.ts';

let house: StormHouse;

before(async () => {
  house = await openStormHouse();
});
after(() => house?.shop.stop());

test('256 identifiers of one socket come round eight times a second: each answer belongs to its request, and what is new is no duplicate', async () => {
  const perSecond = 2000;
  const requests = perSecond * sized(3, 60);
  const outcome = await storm({
    ...house.place,
    requests,
    perSecond,
    accountingEvery: 4,
    sessions: null,
    tag: 'reused',
  });
  assert.deepEqual(outcome.wrong, []);
  assert.equal(outcome.answered, requests);
  const { rows } = await house.shop.database.pool.query(
    `select count(*)::int as stored from sessions where acct_session_id like 'reused-%'`,
  );
  assert.deepEqual(rows, [{ stored: outcome.accounting }]);
});
