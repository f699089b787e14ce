import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import {
  answersUnder,
  openRawSocket,
  type RawAttribute,
  type RawSocket,
  rawAccounting,
} from '../raw-datagrams.ts';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';

/** What routers do to accounting when answers are lost, or when they restart: repeat, mix up, leave out. */
let shop: Shop;
let nas: TestNas;
let socket: RawSocket;
let acct: { address: string; port: number };
const ADDRESS = '127.0.0.62';

before(async () => {
  shop = await openShop();
  ({ acct } = shop.gatehouse);
  nas = await addNas(shop.gatehouse, shop.api, { name: 'North Tower', address: ADDRESS });
  socket = await openRawSocket(ADDRESS);
});
after(async () => {
  await socket?.close();
  await nas?.close();
  await shop?.stop();
});

const START = 1;
const STOP = 2;
const INTERIM = 3;

type Told = { status: number; id: string; username: string; delay?: number; more?: readonly RawAttribute[] };

function uint32(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value);
  return octets;
}

function accounting({ status, id, username, delay = 0, more = [] }: Told): Buffer {
  return rawAccounting(nas.secret, [
    [40, uint32(status)],
    [44, id],
    [1, username],
    [31, 'D4:CA:6D:00:00:01'],
    [41, uint32(delay)],
    ...more,
  ]);
}

async function rowsOf(id: string) {
  const { rows } = await shop.database.pool.query(
    `select input_bytes::float8 as input, output_bytes::float8 as output, session_seconds::float8 as seconds,
            ended_at is not null as ended, terminate_cause as cause from sessions where acct_session_id = $1 order by id`,
    [id],
  );
  return rows;
}

const counted = (seconds: number, input: number, gigawords = 0): RawAttribute[] => [
  [46, uint32(seconds)],
  [42, uint32(input)],
  [52, uint32(gigawords)],
];

const octets = (input: number): RawAttribute[] => [[42, uint32(input)]];

test('a request that arrives fifty times at once is one event, and every answer has the same bytes', async () => {
  const { username } = await shop.addCustomer();
  const request = accounting({ status: START, id: 'storm', username });
  const storm = createSocket('udp4').bind(0, ADDRESS);
  await once(storm, 'listening');
  const answers: Buffer[] = [];
  storm.on('message', (answer) => answers.push(answer));
  for (let time = 0; time < 50; time++) storm.send(request, acct.port, acct.address);
  for (const until = Date.now() + 5000; answers.length === 0 && Date.now() < until; ) await pause(20);
  // Those that came while the first was being stored got no answer; now it is there for all.
  for (let time = 0; time < 50; time++) storm.send(request, acct.port, acct.address);
  for (const until = Date.now() + 5000; answers.length < 51 && Date.now() < until; ) await pause(20);
  storm.close();
  assert.ok(answers.length > 50, `${answers.length} answers`);
  const [first] = answers;
  assert.ok(first !== undefined && answersUnder(nas.secret, request, first));
  assert.ok(answers.every((answer) => answer.equals(first)));
  assert.equal((await rowsOf('storm')).length, 1);
});

test('retries under new identifiers that tell their delay are one event', async () => {
  const { username } = await shop.addCustomer();
  for (const delay of [0, 3, 6]) {
    const request = accounting({ status: START, id: 'retried', username, delay });
    assert.ok(await socket.ask(request, acct, 3000));
    if (delay < 6) await pause(3000);
  }
  for (const delay of [0, 3, 6]) {
    const request = accounting({ status: STOP, id: 'retried', username, delay, more: counted(6, 500) });
    assert.ok(await socket.ask(request, acct, 3000));
  }
  const rows = await rowsOf('retried');
  assert.deepEqual(
    rows.map(({ input, ended, seconds }) => ({ input, ended, seconds })),
    [{ input: 500, ended: true, seconds: 6 }],
  );
});

/** What one router tells, one after the other, and what must be stored of it. */
const stories: readonly [
  promise: string,
  told: readonly Omit<Told, 'id' | 'username'>[],
  rows: readonly Record<string, unknown>[],
][] = [
  [
    'a lost Start: the first Interim-Update opens the session',
    [
      { status: INTERIM, more: counted(60, 10) },
      { status: STOP, more: counted(60, 20) },
    ],
    [{ input: 20, ended: true }],
  ],
  [
    'a Stop before its Start: one session, and it has ended',
    [
      { status: STOP, more: counted(30, 20) },
      { status: START, delay: 30 },
    ],
    [{ input: 20, ended: true }],
  ],
  [
    'an Interim-Update after the Stop does not open the session again',
    [{ status: START }, { status: STOP, more: counted(0, 20) }, { status: INTERIM, more: counted(0, 15) }],
    [{ input: 20, ended: true }],
  ],
  [
    'octets that go past 32 bits and count on in the gigawords are one number',
    [
      { status: START },
      { status: INTERIM, more: counted(0, 0xffffff00) },
      { status: INTERIM, more: counted(0, 256, 1) },
      { status: STOP, more: counted(0, 1, 3) },
    ],
    [{ input: 3 * 2 ** 32 + 1, ended: true }],
  ],
  [
    'counters that run back take nothing away',
    [
      { status: START },
      { status: INTERIM, more: counted(20, 9000) },
      { status: INTERIM, more: counted(20, 100) },
    ],
    [{ input: 9000, ended: false }],
  ],
  [
    'a router that never tells how long a session has lasted: one session, its octets counted once',
    [
      { status: START, delay: 200 },
      { status: INTERIM, delay: 130, more: octets(1000) },
      { status: INTERIM, delay: 65, more: octets(2000) },
      { status: STOP, more: octets(3000) },
    ],
    [{ input: 3000, ended: true }],
  ],
  [
    'the same Stop again, more than a minute later, without a delay and without a duration',
    [
      { status: START, delay: 200 },
      { status: STOP, delay: 100, more: octets(1000) },
      { status: STOP, more: octets(1000) },
    ],
    [{ input: 1000, ended: true }],
  ],
];

for (const [number, [promise, told, expected]] of stories.entries()) {
  test(promise, async () => {
    const { username } = await shop.addCustomer();
    const id = `story-${number}`;
    for (const each of told) assert.ok(await socket.ask(accounting({ ...each, id, username }), acct, 3000));
    const rows = await rowsOf(id);
    assert.deepEqual(
      rows.map(({ input, ended }) => ({ input, ended })),
      expected,
    );
  });
}

test('a router that restarts and uses its session ids again: the old sessions are over, the new ones are new', async () => {
  const { username } = await shop.addCustomer();
  const identifier: RawAttribute = [32, 'restarting'];
  const tell = (status: number, seconds: number, input: number): Promise<Buffer | null> =>
    socket.ask(
      accounting({ status, id: 'again', username, more: [identifier, ...counted(seconds, input)] }),
      acct,
      3000,
    );
  assert.ok(await tell(INTERIM, 3600, 700));
  assert.ok(await nas.account({ event: 'Accounting-On', username: '', nasIdentifier: 'restarting' }));
  assert.ok(await tell(START, 0, 0));
  assert.ok(await tell(INTERIM, 1, 5));
  const rows = await rowsOf('again');
  assert.deepEqual(
    rows.map(({ input, ended, cause }) => ({ input, ended, cause })),
    [
      { input: 700, ended: true, cause: 'Accounting-On' },
      { input: 5, ended: false, cause: null },
    ],
  );
});

test('after a power cut all customers redial before their old sessions are stopped, and all get in', async () => {
  const customers: (Customer & { mac: string })[] = [];
  for (let number = 0; number < 20; number++) {
    customers.push({ ...(await shop.addCustomer({ sessionLimit: 1 })), mac: newMac() });
  }
  const session = (each: (typeof customers)[number], id: string, event: 'Start' | 'Stop', seconds = 0) => ({
    username: each.username,
    callingStationId: each.mac,
    acctSessionId: `${id}-${each.username}`,
    event,
    sessionSeconds: seconds,
  });
  const logIn = (each: (typeof customers)[number]) =>
    nas.logIn({ username: each.username, password: each.password, callingStationId: each.mac });
  await Promise.all(customers.map((each) => nas.account(session(each, 'before', 'Start'))));
  const codes = await Promise.all(customers.map(logIn));
  assert.deepEqual(new Set(codes), new Set(['Access-Accept']));
  await Promise.all(customers.map((each) => nas.account(session(each, 'after', 'Start'))));
  await Promise.all(customers.map((each) => nas.account(session(each, 'before', 'Stop', 1))));
  const { rows } = await shop.database.pool.query(
    `select count(*) filter (where ended_at is null)::int as open, count(*)::int as all
       from sessions where acct_session_id like 'before-%' or acct_session_id like 'after-%'`,
  );
  assert.deepEqual(rows, [{ open: 20, all: 40 }]);
  // Another device of a customer who is online stays out: the limit is still one.
  const [first] = customers;
  assert.ok(first !== undefined);
  const stranger = randomBytes(3).toString('hex').toUpperCase();
  const other = `D4:CA:6E:${stranger.slice(0, 2)}:${stranger.slice(2, 4)}:${stranger.slice(4)}`;
  assert.equal(
    await nas.logIn({ username: first.username, password: first.password, callingStationId: other }),
    'Access-Reject',
  );
});

test('after a power cut those without a MAC get in as well, by whatever tells their line', async () => {
  const lines = (number: number) =>
    [
      { callingStationId: `+49301234${number}` },
      { callingStationId: `slot1/port3:100.${number}` },
      { callingStationId: `198.51.100.${number}` },
      { callingStationId: null, nasPortId: `slot2/port${number}` },
    ] as const;
  for (const [index, line] of lines(50).entries()) {
    const customer = await shop.addCustomer({ sessionLimit: 1 });
    const { username } = customer;
    const told = { username, ...line };
    assert.equal(await nas.logIn({ ...customer, ...line }), 'Access-Accept');
    // The Accept is lost, and the router asks again under a new Identifier.
    assert.equal(await nas.logIn({ ...customer, ...line }), 'Access-Accept');
    await nas.account({ ...told, acctSessionId: `dark-${username}`, event: 'Start' });
    assert.equal(await nas.logIn({ ...customer, ...line }), 'Access-Accept');
    await nas.account({ ...told, acctSessionId: `light-${username}`, event: 'Start' });
    await nas.account({ ...told, acctSessionId: `dark-${username}`, event: 'Stop', sessionSeconds: 1 });
    assert.equal(await nas.logIn({ ...customer, ...lines(51)[index] }), 'Access-Reject');
  }
});
