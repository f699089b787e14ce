import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import type { NasLogin } from '../radtest/nas-login.ts';
import { type NasAccounting, writeAccounting } from '../radtest/nas-accounting.ts';
import { OpenSessions } from './access-directory/open-sessions.ts';
import { readSessions } from './access-facts/read-sessions.ts';
import { startTestRadius, type TestRadius } from './testing.ts';

let radius: TestRadius;
let made = 0;

before(async () => {
  radius = await startTestRadius();
  await radius.addNas();
});
after(() => radius?.close());

type Where = Pick<NasLogin, 'callingStationId' | 'nasPortId' | 'nasIdentifier' | 'acctSessionId'>;

const NOTHING_YET = { service: 'pppoe', sessionSeconds: 0, inputBytes: 0, outputBytes: 0 } as const;

async function account(told: Where & Pick<NasAccounting, 'username' | 'event' | 'acctSessionId'>) {
  const { outcome } = await radius.ask(
    CODES['Accounting-Request'],
    (writer) => writeAccounting(writer, { ...NOTHING_YET, ...told }),
    { service: 'acct', messageAuthenticator: false },
  );
  assert.equal(outcome, 'accept');
}

/** What a NAS may tell of a line, and of another one. */
const lines: readonly [what: string, own: Where, other: Where][] = [
  ['a telephone number', { callingStationId: '+4930123456' }, { callingStationId: '+4930123457' }],
  ['an address', { callingStationId: '198.51.100.7' }, { callingStationId: '198.51.100.8' }],
  [
    'a port as the caller',
    { callingStationId: 'slot1/port3:100.200' },
    { callingStationId: 'slot1/port3:100.201' },
  ],
  [
    'a port alone',
    { callingStationId: null, nasPortId: 'slot1/port3' },
    { callingStationId: null, nasPortId: 'slot1/port4' },
  ],
  [
    'a port alone, of one of several NASes at one address',
    { callingStationId: null, nasPortId: '3', nasIdentifier: 'north' },
    { callingStationId: null, nasPortId: '3', nasIdentifier: 'south' },
  ],
];

const newCustomer = async (): Promise<string> => {
  const username = `line.${++made}`;
  await radius.addCustomer({ username, sessionLimit: 1 });
  return username;
};
const logIn = async (username: string, where: Where): Promise<string> =>
  (await radius.login({ username, ...where })).outcome;

for (const [what, own, other] of lines) {
  test(`${what}: redials before its old Stop, and another line of the customer counts`, async () => {
    const username = await newCustomer();
    assert.equal(await logIn(username, own), 'accept');
    await account({ username, event: 'Start', ...own, acctSessionId: `before-${username}` });
    assert.equal(await logIn(username, own), 'accept');
    assert.equal(await logIn(username, other), 'reject');
    await account({ username, event: 'Start', ...own, acctSessionId: `after-${username}` });
    await account({ username, event: 'Stop', ...own, acctSessionId: `before-${username}` });
    assert.equal(await logIn(username, own), 'accept');
    assert.equal(await logIn(username, other), 'reject');
  });

  test(`${what}: who did not get the Accept asks again and gets in, another line does not`, async () => {
    const username = await newCustomer();
    assert.equal(await logIn(username, own), 'accept');
    assert.equal(await logIn(username, own), 'accept');
    assert.equal(await logIn(username, other), 'reject');
  });

  test(`${what}: a session read from the database is the line's own`, async () => {
    const username = await newCustomer();
    await account({ username, event: 'Start', ...own, acctSessionId: `read-${username}` });
    const { pool } = radius.database;
    const { rows } = await pool.query<{ id: number; customer_id: number }>(
      'select id, customer_id from sessions where username = $1',
      [username],
    );
    const [row] = rows;
    assert.ok(row);
    const { sessions } = await readSessions(pool, [row.id]);
    const elsewhere = new OpenSessions();
    elsewhere.apply(sessions, []);
    const line = sessions[0]?.line ?? null;
    assert.ok(line !== null && line < -1);
    assert.equal(elsewhere.countOthers(row.customer_id, line, Date.now()), 0);
    assert.equal(elsewhere.countOthers(row.customer_id, line - 1, Date.now()), 1);
  });
}

test('a NAS that tells nothing but the id of the session: the same id is the same session', async () => {
  const username = await newCustomer();
  const session = { callingStationId: null, acctSessionId: 'only-this' };
  assert.equal(await logIn(username, session), 'accept');
  assert.equal(await logIn(username, session), 'accept');
  await account({ username, event: 'Start', ...session });
  assert.equal(await logIn(username, session), 'accept');
  assert.equal(await logIn(username, { ...session, acctSessionId: 'another' }), 'reject');
});

test('a login that tells nothing of where it comes from has its place taken over by its session', async () => {
  const username = `line.${++made}`;
  await radius.addCustomer({ username, sessionLimit: 2 });
  assert.equal(await logIn(username, { callingStationId: null }), 'accept');
  await account({ username, event: 'Start', callingStationId: null, acctSessionId: `told-${username}` });
  assert.equal(await logIn(username, { callingStationId: null }), 'accept');
});
