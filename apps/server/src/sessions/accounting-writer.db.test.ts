import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import type { AccountingEvent } from './accounting-event.ts';
import { type AccountingWriter, openAccountingWriter } from './accounting-writer.ts';
import { closeStaleSessions } from './close-stale-sessions.ts';
import type { SessionChange, SubscriptionUsage } from './session-row.ts';
import { NOON, tell, tellOfNas, tellWithoutTime } from './testing.ts';

const NODE = '00000000-0000-4000-8000-000000000001';

let database: TestDatabase;
let writer: AccountingWriter;
let sessionsTold: SessionChange[] = [];
let usageTold: SubscriptionUsage[] = [];

const open = (more: { nodeId?: string; queueMax?: number } = {}): AccountingWriter =>
  openAccountingWriter({
    connection: database.connection,
    nodeId: NODE,
    listener: {
      apply(sessions, usage) {
        sessionsTold.push(...sessions);
        usageTold.push(...usage);
      },
    },
    onError: (error) => assert.fail(String(error)),
    ...more,
  });

before(async () => {
  database = await createTestDatabase();
  writer = open();
});
afterEach(async () => {
  await database.pool.query('truncate sessions, subscription_usage, session_changes');
  sessionsTold = [];
  usageTold = [];
});
after(async () => {
  await writer?.close();
  await database?.close();
});

const store = (event: AccountingEvent, by = writer): Promise<boolean> =>
  new Promise((resolve) => {
    if (!by.submit(event, resolve)) resolve(false);
  });
const storeAll = (...events: AccountingEvent[]): Promise<boolean[]> =>
  Promise.all(events.map((event) => store(event)));

async function rows() {
  return (await database.pool.query('select * from sessions order by id')).rows;
}

test('what was answered is stored: a session with all that its Start told', async () => {
  assert.equal(await store(tell('start')), true);
  const [row] = await rows();
  assert.equal(row.acct_session_id, '81000001');
  assert.equal(row.source_address, '192.0.2.1');
  assert.equal(row.mac, 'c4:e9:84:1f:22:0a');
  assert.equal(row.customer_id, 7);
  assert.equal(row.subscription_id, 70);
  assert.equal(row.framed_ip_address, '100.64.0.10');
  assert.equal(row.started_at.getTime(), NOON);
  assert.equal(row.ended_at, null);
});

const session = [
  tell('start'),
  tell('interim-update', { at: 300, sessionSeconds: 300, inputBytes: 10, outputBytes: 5_000_000_000 }),
  tell('stop', { at: 400, sessionSeconds: 400, inputBytes: 15, outputBytes: 6_000_000_000 }),
] as const;

for (const [how, tellThem] of [
  ['in one batch', () => storeAll(...session)],
  [
    'one after the other',
    async () => [await store(session[0]), await store(session[1]), await store(session[2])],
  ],
  ['in one batch, backwards', () => storeAll(...session.toReversed())],
  [
    'one after the other, backwards',
    async () => [await store(session[2]), await store(session[1]), await store(session[0])],
  ],
  ['each three times', () => storeAll(...session, ...session, ...session)],
] as const) {
  test(`a whole session told ${how} is one ended row with its highest counters`, async () => {
    assert.ok((await tellThem()).every(Boolean));
    const [row, ...others] = await rows();
    assert.equal(others.length, 0);
    assert.equal(row.ended_at.getTime(), NOON + 400_000);
    assert.equal(row.terminate_cause, 'User-Request');
    assert.deepEqual([row.input_bytes, row.output_bytes, row.session_seconds], [15, 6_000_000_000, 400]);
  });
}

test('usage is the sum of the rows, whatever is told twice', async () => {
  const second = { acctSessionId: '81000002', at: 50, sessionSeconds: 50, inputBytes: 1, outputBytes: 2 };
  await storeAll(...session, tell('interim-update', second));
  await storeAll(...session, tell('interim-update', second));
  const { rows: usage } = await database.pool.query('select * from subscription_usage');
  assert.deepEqual(usage, [{ subscription_id: 70, used_bytes: 6_000_000_018, used_seconds: 450 }]);
  const { rows: summed } = await database.pool.query(
    'select sum(input_bytes + output_bytes) as sum from sessions',
  );
  assert.equal(summed[0].sum, 6_000_000_018);
  assert.deepEqual(usageTold.at(-1), { subscriptionId: 70, usedBytes: 6_000_000_018, usedSeconds: 450 });
});

test('the directory is told of a session before its packet is answered', async () => {
  await store(tell('start'));
  const [change] = sessionsTold;
  assert.deepEqual(
    { ...change, id: 0 },
    {
      id: 0,
      customerId: 7,
      subscriptionId: 70,
      mac: 0xc4e9841f220a,
      line: null,
      lastHeardAt: NOON,
      open: true,
      usedBytes: 0,
    },
  );
  await store(tell('stop', { at: 5, sessionSeconds: 5, inputBytes: 3 }));
  assert.deepEqual(
    { ...sessionsTold.at(-1), id: change?.id },
    {
      ...change,
      lastHeardAt: NOON + 5000,
      open: false,
      usedBytes: 3,
    },
  );
});

test('other radius processes find what changed, in order', async () => {
  await store(tell('start'));
  await store(tell('start', { acctSessionId: '2' }));
  const { rows: notes } = await database.pool.query(
    'select node_id, session_ids from session_changes order by id',
  );
  const ids = (await rows()).map((row) => row.id);
  assert.deepEqual(
    notes,
    ids.map((id) => ({ node_id: NODE, session_ids: [id] })),
  );
});

test('Accounting-On ends the open sessions of that address and NAS-Identifier, and no others', async () => {
  await storeAll(
    tell('start', { acctSessionId: 'here' }),
    tell('start', { acctSessionId: 'other name', nasIdentifier: 'south' }),
    tell('start', { acctSessionId: 'other address', sourceAddress: '192.0.2.2' }),
  );
  await store(tellOfNas('accounting-on', { at: 60 }));
  const ended = (await rows()).filter((row) => row.ended_at !== null);
  assert.deepEqual(
    ended.map((row) => [row.acct_session_id, row.terminate_cause, row.ended_at.getTime()]),
    [['here', 'Accounting-On', NOON + 60_000]],
  );
});

test('Accounting-On between two sessions in one batch ends only the one before it', async () => {
  await storeAll(
    tell('start', { acctSessionId: 'before' }),
    tellOfNas('accounting-on', { at: 60 }),
    tell('start', { acctSessionId: 'after', at: 61 }),
  );
  const ended = (await rows()).map((row) => [row.acct_session_id, row.ended_at !== null]);
  assert.deepEqual(ended, [
    ['before', true],
    ['after', false],
  ]);
});

test('an Accounting-On that comes late does not end what began after it', async () => {
  await store(tell('start', { at: 100 }));
  await store(tellOfNas('accounting-on', { at: 130, happenedAt: NOON + 90_000 }));
  assert.equal((await rows())[0].ended_at, null);
});

test('two processes that hear of one session at the same time make one row', async () => {
  const other = open({ nodeId: '00000000-0000-4000-8000-000000000002' });
  try {
    for (let round = 0; round < 10; round++) {
      const told = { acctSessionId: `race-${round}` };
      await Promise.all([
        store(tell('start', told)),
        store(tell('start', { ...told, at: 1, delay: 1 }), other),
        store(tell('interim-update', { ...told, at: 2, sessionSeconds: 2 }), other),
      ]);
    }
    assert.equal((await rows()).length, 10);
  } finally {
    await other.close();
  }
});

test('what another process did to a session that is remembered here is not undone', async () => {
  const other = open({ nodeId: '00000000-0000-4000-8000-000000000002' });
  try {
    await store(tell('start'));
    await store(tell('interim-update', { at: 10, sessionSeconds: 10, inputBytes: 100 }), other);
    await store(tell('interim-update', { at: 20, sessionSeconds: 20, inputBytes: 90, outputBytes: 5 }));
    await store(tell('stop', { at: 30, sessionSeconds: 30, inputBytes: 120 }), other);
    await store(tell('interim-update', { at: 25, sessionSeconds: 25, inputBytes: 110 }));
    const [row, ...others] = await rows();
    assert.equal(others.length, 0);
    assert.deepEqual(
      [row.input_bytes, row.output_bytes, row.session_seconds, row.terminate_cause],
      [120, 5, 30, 'User-Request'],
    );
    const { rows: usage } = await database.pool.query('select * from subscription_usage');
    assert.deepEqual(usage, [{ subscription_id: 70, used_bytes: 125, used_seconds: 30 }]);
  } finally {
    await other.close();
  }
});

for (const apart of [59, 60, 60.4, 60.6, 61, 62]) {
  test(`an id that is used again ${apart} s later is stored, remembered or not`, async () => {
    const again = tell('start', { at: apart });
    const sessions = apart < 60.5 ? 1 : 2;
    assert.deepEqual([await store(tell('start')), await store(again)], [true, true]);
    assert.equal((await rows()).length, sessions);
    const other = open({ nodeId: '00000000-0000-4000-8000-000000000002' });
    try {
      assert.equal(await store({ ...again, kind: 'interim-update', inputBytes: 9 }, other), true);
      assert.equal((await rows()).length, sessions);
      assert.equal((await rows()).at(-1).input_bytes, 9);
    } finally {
      await other.close();
    }
  });
}

test('a router with one session id for ever: a straggler of a session long ago is stored', async () => {
  for (let session = 0; session < 25; session++) await store(tell('start', { at: session * 1000 }));
  const other = open({ nodeId: '00000000-0000-4000-8000-000000000002' });
  try {
    assert.equal(await store(tell('interim-update', { at: 30, sessionSeconds: 30 }), other), true);
    assert.equal(await store(tell('start', { at: 40 }), other), true);
  } finally {
    await other.close();
  }
});

test('a remembered session whose row is gone is opened again, not lost', async () => {
  await store(tell('start'));
  await database.pool.query('delete from sessions');
  assert.equal(await store(tell('interim-update', { at: 10, sessionSeconds: 10, inputBytes: 100 })), true);
  assert.deepEqual(
    (await rows()).map((row) => row.input_bytes),
    [100],
  );
});

test('a thousand sessions at once are a handful of commits', async () => {
  const before = writer.stats.batches;
  const events = Array.from({ length: 1000 }, (_, i) => tell('start', { acctSessionId: `many-${i}` }));
  assert.ok((await storeAll(...events)).every(Boolean));
  assert.equal((await rows()).length, 1000);
  const { rows: noted } = await database.pool.query(
    'select distinct unnest(session_ids) from session_changes',
  );
  assert.equal(noted.length, 1000);
  assert.ok(writer.stats.batches - before <= 5, `${writer.stats.batches - before} commits`);
});

test('what a text must not contain in the database keeps nobody’s session out', async () => {
  assert.ok(
    (
      await storeAll(tell('start', { username: 'a\0b' }), tell('start', { username: 'quote " and \\' }))
    ).every(Boolean),
  );
  assert.deepEqual(
    (await rows()).map((row) => row.username),
    ['a\u{fffd}b', 'quote " and \\'],
  );
});

test('one event that the database will never take is given up alone', async () => {
  const errors: unknown[] = [];
  const tolerant = openAccountingWriter({
    connection: database.connection,
    nodeId: NODE,
    listener: { apply() {} },
    onError: (error) => errors.push(error),
  });
  try {
    const bad = tell('start', { acctSessionId: 'bad', framedIpAddress: 'no address' });
    const events = [tell('start', { acctSessionId: 'a' }), bad, tell('start', { acctSessionId: 'b' })];
    const stored = await Promise.all(events.map((event) => store(event, tolerant)));
    assert.deepEqual(stored, [true, false, true]);
    assert.equal((await rows()).length, 2);
    assert.equal(errors.length, 1);
  } finally {
    await tolerant.close();
  }
});

test('more than may wait is not taken, and counted', async () => {
  const small = open({ queueMax: 2 });
  const taken = ['a', 'b', 'c'].map((acctSessionId) =>
    small.submit(tell('start', { acctSessionId }), () => {}),
  );
  assert.deepEqual(taken, [true, true, false]);
  assert.equal(small.stats.refused, 1);
  await small.close();
  assert.equal((await rows()).length, 2);
});

test('with the database away nothing is answered, and when it is back everything is', async () => {
  const url = new URL(database.url);
  const elsewhere = new URL(url);
  elsewhere.pathname = '/no_such_database';
  const away = openAccountingWriter({
    connection: { connectionString: elsewhere.href },
    nodeId: NODE,
    listener: { apply() {} },
    onError: () => {},
  });
  assert.equal(await store(tell('start'), away), false);
  await away.close();
});

test('a connection that was cut is made anew', async () => {
  await writer.close();
  const errors: unknown[] = [];
  const cut = openAccountingWriter({
    connection: database.connection,
    nodeId: NODE,
    listener: { apply() {} },
    onError: (error) => errors.push(error),
  });
  try {
    assert.equal(await store(tell('start', { acctSessionId: 'a' }), cut), true);
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'gatehouse accounting' and datname = current_database()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await store(tell('start', { acctSessionId: 'b' }), cut);
    assert.equal(await store(tell('start', { acctSessionId: 'b' }), cut), true);
    assert.deepEqual(
      (await rows()).map((row) => row.acct_session_id),
      ['a', 'b'],
    );
    assert.ok(errors.length > 0);
  } finally {
    await cut.close();
    writer = open();
  }
});

test('a session that was silent for three interim intervals ends when it was last heard; told twice, once', async () => {
  await storeAll(
    tell('start', { acctSessionId: 'silent' }),
    tell('start', { acctSessionId: 'heard', at: 60 }),
  );
  const now = NOON + 901_000;
  assert.equal(await closeStaleSessions(database.pool, now), 1);
  assert.equal(await closeStaleSessions(database.pool, now), 0);
  const [silent, heard] = await rows();
  assert.deepEqual([silent.ended_at.getTime(), silent.terminate_cause], [NOON, 'Stale']);
  assert.equal(heard.ended_at, null);
  const { rows: notes } = await database.pool.query(
    'select session_ids from session_changes where node_id is null',
  );
  assert.deepEqual(notes, [{ session_ids: [silent.id] }]);
  await store(tell('interim-update', { acctSessionId: 'silent', at: 1000, sessionSeconds: 1000 }));
  assert.equal((await rows())[0].ended_at, null);
});

const untimed = [
  tell('start', { at: 200, delay: 200 }),
  tellWithoutTime('interim-update', { at: 200, delay: 130, inputBytes: 1000 }),
  tellWithoutTime('interim-update', { at: 200, delay: 65, inputBytes: 2000 }),
  tellWithoutTime('stop', { at: 200, inputBytes: 3000 }),
  // Told again, under a new Identifier and without a delay.
  tellWithoutTime('stop', { at: 262, inputBytes: 3000 }),
  tellWithoutTime('stop', { at: 3862, inputBytes: 3000 }),
];

for (const [how, tellThem] of [
  ['in one batch', () => storeAll(...untimed)],
  [
    'one after the other',
    async () => {
      const stored: boolean[] = [];
      for (const event of untimed) stored.push(await store(event));
      return stored;
    },
  ],
  [
    'each by a process that has just begun',
    async () => {
      const stored: boolean[] = [];
      for (const event of untimed) {
        const begun = open();
        stored.push(await store(event, begun));
        await begun.close();
      }
      return stored;
    },
  ],
] as const) {
  test(`a session without Acct-Session-Time told ${how} is one row, and its octets count once`, async () => {
    assert.ok((await tellThem()).every(Boolean));
    const [row, ...others] = await rows();
    assert.equal(others.length, 0);
    assert.deepEqual([row.input_bytes, row.ended_at.getTime()], [3000, NOON + 200_000]);
    const { rows: usage } = await database.pool.query('select used_bytes from subscription_usage');
    assert.deepEqual(usage, [{ used_bytes: 3000 }]);
  });
}

test('a process that remembers the ended session looks for a newer one before it tells the old one anything', async () => {
  const other = open();
  await store(tell('start'));
  await store(tellWithoutTime('stop', { at: 100, inputBytes: 50 }));
  await store(tell('start', { at: 2000 }));
  await store(tellWithoutTime('stop', { at: 2100, inputBytes: 60 }));
  // Told again, so both are looked up; the older one is remembered, because it is told of nothing.
  await store(tellWithoutTime('stop', { at: 2200, inputBytes: 60 }));
  await store(tell('start', { at: 4000 }), other);
  await store(tellWithoutTime('interim-update', { at: 4300, inputBytes: 70 }));
  await other.close();
  assert.deepEqual(
    (await rows()).map((row) => [row.input_bytes, row.ended_at === null]),
    [
      [50, false],
      [60, false],
      [70, true],
    ],
  );
});

test('usage that no number holds stands still at the largest, and all that comes after is stored', async () => {
  const most = {
    sessionSeconds: 60,
    inputBytes: Number.MAX_SAFE_INTEGER,
    outputBytes: Number.MAX_SAFE_INTEGER,
  };
  const told = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) =>
      tell('stop', { acctSessionId: `huge-${from + i}`, at: 60, ...most }),
    );
  assert.ok((await storeAll(...told(0, 600))).every(Boolean), 'in one batch');
  assert.ok((await storeAll(...told(600, 600))).every(Boolean), 'on top of it');
  // What an older version left, above all that is exact.
  await database.pool.query('update subscription_usage set used_bytes = 9223372036854775807');
  assert.ok((await storeAll(...told(1200, 2))).every(Boolean));
  assert.equal((await rows()).length, 1202);
  const { rows: usage } = await database.pool.query('select * from subscription_usage');
  assert.deepEqual(usage, [
    { subscription_id: 70, used_bytes: Number.MAX_SAFE_INTEGER, used_seconds: 1202 * 60 },
  ]);
});
