import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { radiusActor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import { makeChange } from '../db/make-change.ts';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { startTestRadius, type TestRadius } from '../radius/testing.ts';
import { CODES } from '@gatehouse/radius/packet/codes';
import { writeLogin } from '../radtest/nas-login.ts';
import { randomBytes } from 'node:crypto';
import { allowUnsigned, forgetSigning } from './change-signing.ts';
import { rememberSigning } from './remember-signing.ts';

let radius: TestRadius;
let api: TestApi;
let nasId: number;
const LEARNED_AT = new Date('2026-11-22T08:40:00.000Z');

before(async () => {
  radius = await startTestRadius();
  api = await openTestApi();
  nasId = await radius.addNas();
  await radius.addCustomer({ username: 'rahima' });
});
after(async () => {
  await radius.close();
  await api.close();
});

/** As a router that does not sign. */
async function logInUnsigned(): Promise<string> {
  const login = {
    service: 'pppoe',
    method: 'pap',
    username: 'rahima',
    password: 'wonderland',
    callingStationId: null,
  } as const;
  const reply = await radius.ask(
    CODES['Access-Request'],
    (writer) => writeLogin(writer, login, randomBytes),
    { messageAuthenticator: false },
  );
  return reply.outcome;
}

const learn = () =>
  makeChange(radius.database.db, radiusActor, (change) =>
    rememberSigning(change, nasId, '127.0.0.1', LEARNED_AT),
  );

test('a router of which it is stored that it always signs is not answered unsigned any more, until an operator takes it back', async () => {
  assert.equal(await logInUnsigned(), 'accept');
  assert.deepEqual((await learn()).pendingNodes, []);
  assert.equal(await logInUnsigned(), 'silence');
  assert.equal((await radius.login({ username: 'rahima' })).outcome, 'accept', 'signed ones pass');

  await applyChange(radius.database.db, radiusActor, (change) => forgetSigning(change, nasId));
  assert.equal(await logInUnsigned(), 'accept');
});

test('allowing it for a day acts at once', async () => {
  await learn();
  assert.equal(await logInUnsigned(), 'silence');
  await applyChange(radius.database.db, radiusActor, (change) => allowUnsigned(change, nasId, Date.now()));
  assert.equal(await logInUnsigned(), 'accept');
});

test('the router shows since when it must sign, undo and a day without, each on the record', async () => {
  const { body: nas } = await api.call('POST', '/nas', {
    name: 'North Tower',
    address: '192.0.2.0/24',
    secret: 'secret',
    vendor: 'generic',
  });
  const id = String(nas['id']);
  assert.deepEqual(nas['signing'], { sources: [], unsignedUntil: null });
  const { db } = api.database;
  await makeChange(db, radiusActor, (change) => rememberSigning(change, Number(id), '192.0.2.7', LEARNED_AT));
  await makeChange(db, radiusActor, (change) => rememberSigning(change, Number(id), '192.0.2.7', new Date()));
  const shown = (await api.call('GET', `/nas/${id}`)).body['signing'] as Json;
  assert.deepEqual(shown['sources'], [{ address: '192.0.2.7', since: LEARNED_AT.toISOString() }]);

  const undone = await api.call('DELETE', `/nas/${id}/signing`);
  assert.equal(undone.status, 200);
  assert.deepEqual(undone.body['signing'], { sources: [], unsignedUntil: null });

  const allowed = (await api.call('POST', `/nas/${id}/allow-unsigned`)).body['signing'] as Json;
  const hours = (Date.parse(String(allowed['unsignedUntil'])) - Date.now()) / 3600_000;
  assert.ok(hours > 23.9 && hours <= 24);

  const { rows } = await api.database.pool.query(
    `select action, actor_kind from audit_log where subject_kind = 'nas' and subject_id = $1 and action <> 'nas.add' order by id`,
    [id],
  );
  assert.deepEqual(rows, [
    { action: 'nas.signing-learned', actor_kind: 'radius' },
    { action: 'nas.signing-forgotten', actor_kind: 'api-token' },
    { action: 'nas.unsigned-allowed', actor_kind: 'api-token' },
  ]);
  assert.equal((await api.call('POST', '/nas/999999/allow-unsigned')).status, 404);
});
