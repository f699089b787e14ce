import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { makeCode } from './portal-codes.ts';
import { findVisit, openVisit } from './portal-visits.ts';

let api: TestApi;
let zoneId: number;
before(async () => {
  api = await openTestApi();
  const { body } = await api.call('POST', '/hotspot-zones', { name: 'Lakeside', ssid: 'Lakeside' });
  zoneId = Number(body['id']);
});
after(() => api.close());

/** Asks for a code for a number of its own, in a visit of its own. */
async function ask(serial: number, sourceAddress: string) {
  const { db } = api.database;
  const redirect = {
    gateway: 'mikrotik',
    loginUrl: null,
    chap: null,
    mac: null,
    ip: null,
    serverName: null,
    nasName: null,
    originalUrl: null,
    outcome: 'not-yet',
    reply: null,
    logoutUrl: null,
  } as const;
  const opened = { zoneId, redirect, language: 'en', sourceAddress } as const;
  const visit = await findVisit(db, (await openVisit(db, randomBytes, opened)).token);
  assert.ok(visit);
  return makeCode(
    { db, key: randomBytes(32) },
    visit,
    `+88017${String(serial).padStart(8, '0')}`,
    sourceAddress,
  );
}

test('codes are limited by the network of an IPv6 address: who changes within it gains nothing', async () => {
  let made = 0;
  for (let serial = 0; serial < 105; serial += 1) {
    const code = await ask(serial, `2001:db8:0:1::${(serial + 1).toString(16)}`);
    if (code !== 'limited') made += 1;
  }
  assert.equal(made, 100);
  assert.notEqual(await ask(200, '2001:db8:0:2::1'), 'limited', 'the next network is another place');
  assert.notEqual(await ask(201, '192.0.2.7'), 'limited');
});
