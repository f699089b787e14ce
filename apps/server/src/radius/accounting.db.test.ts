import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { type NasAccounting, writeAccounting } from '../radtest/nas-accounting.ts';
import { anyTextOctets } from './read-any-text.ts';
import { startTestRadius, type TestRadius } from './testing.ts';

let radius: TestRadius;

before(async () => {
  radius = await startTestRadius();
  await radius.addNas();
});
after(() => radius?.close());

type Told = Partial<NasAccounting> & Pick<NasAccounting, 'username' | 'event' | 'acctSessionId'>;

const NOTHING_YET = {
  service: 'pppoe',
  callingStationId: null,
  sessionSeconds: 0,
  inputBytes: 0,
  outputBytes: 0,
} as const;

const account = (told: Told, secret?: string) =>
  radius.ask(CODES['Accounting-Request'], (writer) => writeAccounting(writer, { ...NOTHING_YET, ...told }), {
    service: 'acct',
    messageAuthenticator: false,
    ...(secret !== undefined && { secret }),
  });

async function sessionsOf(customerId: number) {
  const { rows } = await radius.database.pool.query('select * from sessions where customer_id = $1', [
    customerId,
  ]);
  return rows;
}

test('what the database does not take is answered from the journal, and is one session when it does', async () => {
  const id = await radius.addCustomer({ username: 'waiting' });
  const start = { username: 'waiting', event: 'Start', acctSessionId: 'w1' } as const;
  const other = await radius.database.pool.connect();
  try {
    await other.query('begin; lock table sessions in access exclusive mode');
    assert.equal((await account(start)).outcome, 'accept');
  } finally {
    await other.query('rollback');
    other.release();
  }
  assert.equal((await account({ ...start, event: 'Interim-Update', inputBytes: 5 })).outcome, 'accept');
  const stored = async (): Promise<boolean> => (await sessionsOf(id))[0]?.input_bytes === 5;
  for (const until = Date.now() + 10_000; !(await stored()) && Date.now() < until; ) await pause(50);
  assert.equal((await sessionsOf(id)).length, 1);
});

test('logins go on while accounting waits for the database', async () => {
  await radius.addCustomer({ username: 'unhurt' });
  const other = await radius.database.pool.connect();
  try {
    await other.query('begin; lock table sessions in access exclusive mode');
    const waiting = account({ username: 'unhurt', event: 'Start', acctSessionId: 'u1' });
    const begun = Date.now();
    assert.equal((await radius.login({ username: 'unhurt' })).outcome, 'accept');
    assert.ok(Date.now() - begun < 500);
    await other.query('rollback');
    assert.equal((await waiting).outcome, 'accept');
  } finally {
    other.release();
  }
});

test('what a session is told by comes back from the database octet by octet, whatever the router wrote', async () => {
  const id = await radius.addCustomer({ username: 'odd' });
  const written = ['NUL\0', '\xFF\xFE', 'e\\xE9', '\\x00\0', '\\x5C\xE9', 'AA:BB:CC:DD:EE:01\0'];
  const octets = written.map((text) => Buffer.from(text, 'latin1'));
  for (const value of octets) {
    const { outcome } = await radius.ask(
      CODES['Accounting-Request'],
      (writer) =>
        writer
          .add(rfc2866['Acct-Status-Type'], 'Start')
          .add(rfc2865['User-Name'], 'odd')
          .addOctets(rfc2866['Acct-Session-Id'], value)
          .addOctets(rfc2865['Calling-Station-Id'], value),
      { service: 'acct', messageAuthenticator: false },
    );
    assert.equal(outcome, 'accept');
  }
  const rows = await sessionsOf(id);
  assert.deepEqual(
    rows.map((row) => anyTextOctets(row.acct_session_id)).toSorted(Buffer.compare),
    octets.toSorted(Buffer.compare),
  );
  assert.ok(rows.every((row) => row.calling_station_id === row.acct_session_id));
});

test('a session counts against the limit as soon as its Start is answered, and no longer once its Stop is', async () => {
  await radius.addCustomer({ username: 'one.at.a.time', sessionLimit: 1 });
  const session = {
    username: 'one.at.a.time',
    acctSessionId: 'o1',
    callingStationId: 'C4:E9:84:1F:22:0A',
  } as const;
  const login = { username: 'one.at.a.time', callingStationId: 'C4:E9:84:77:01:9C' };
  await account({ ...session, event: 'Start' });
  assert.equal((await radius.login(login)).outcome, 'reject');
  await account({ ...session, event: 'Stop', sessionSeconds: 5 });
  assert.equal((await radius.login(login)).outcome, 'accept');
});

test('the volume of all sessions counts together, told twice or not, and a used-up package ends logins', async () => {
  const servicePackageId = await radius.addPackage({ quota_bytes: 1000 });
  await radius.addCustomer({ username: 'metered', servicePackageId });
  const told = { username: 'metered', event: 'Interim-Update', sessionSeconds: 60, inputBytes: 100 } as const;
  for (let time = 0; time < 3; time++) await account({ ...told, acctSessionId: 'm1', outputBytes: 300 });
  assert.equal((await radius.login({ username: 'metered' })).outcome, 'accept');
  await account({ ...told, acctSessionId: 'm2', outputBytes: 500 });
  assert.equal((await radius.login({ username: 'metered' })).outcome, 'reject');
});

test('a router that drops our Class: the session belongs to whom the last Accept at that MAC was given', async () => {
  const id = await radius.addCustomer({ username: 'roaming' });
  const callingStationId = '02:00:00:00:00:77';
  await radius.login({ username: 'roaming', callingStationId, acctSessionId: 'auth-1' });
  await account({ username: callingStationId, callingStationId, event: 'Start', acctSessionId: 'another' });
  assert.equal((await sessionsOf(id)).length, 1);
});

test('a wrong secret is silence, and a line that the operator sees', async () => {
  const reply = await account({ username: 'x', event: 'Start', acctSessionId: 'x' }, 'another secret');
  assert.equal(reply.outcome, 'silence');
  let found: unknown[] = [];
  for (const until = Date.now() + 5000; found.length === 0 && Date.now() < until; ) {
    found = (await radius.database.pool.query(`select * from discards where reason = 'bad-authenticator'`))
      .rows;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(found.length, 1);
});
