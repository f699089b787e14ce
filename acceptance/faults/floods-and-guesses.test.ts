import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Item, List } from '../api-client.ts';
import { addNas, playNas, type TestNas } from '../ask-as-nas.ts';
import { rawPacket } from '../raw-datagrams.ts';
import { newMac, openShop, type Shop } from '../shop.ts';
import { sized } from './fault-size.ts';
import { type Flood, openFlood } from './flood.ts';
import { type HonestRouter, openHonestRouter, percentile } from './honest-router.ts';
import { mutatePacket } from './mutate-packet.ts';
import { allDiscards, countDiscards, type Discard, refusalsOf } from './read-refusals.ts';
import { makeRealPackets } from './real-packets.ts';
import { seededRandom } from './seeded-random.ts';
import { openTranscript } from './transcript.ts';

/** While somebody floods or guesses, an honest router's customers log in all the time and notice nothing. */
const FLOOD = { perSecond: sized(3000, 20_000), ms: sized(1200, 60_000) };
const GUESSES_PER_SECOND = 500;
const GUESSING_MS = sized(1500, 60_000);
const HONEST_EVERY_MS = 20;
/** Of a login through all that, at the 99th percentile: the flood is made in the same process, which takes longer. */
const P99_MS_MAX = sized(Number.POSITIVE_INFINITY, 1000);
/** Of what was sent; the rest found the socket's buffer full. */
const ARRIVED_MIN = 0.5;
/** Lines on stderr that a flood may cost, each minute that it takes. */
const LINES_PER_MINUTE_MAX = 15;

const HONEST = '127.0.62.1';
const GUESSER = '127.0.62.2';
const MISCONFIGURED = '127.0.62.3';
const STRANGERS = Array.from({ length: sized(40, 250) }, (_, number) => `127.66.${number % 7}.${number + 1}`);

type Known = Item & {
  readonly health: { readonly verdicts: readonly { readonly code: string }[] };
};

const random = seededRandom();
const transcript = openTranscript('floods-and-guesses');
let shop: Shop;
let honest: HonestRouter;
let guesser: TestNas;
let misconfigured: TestNas;
let others: { stop(): Promise<string> };
let done = new AbortController();
let linesBefore = 0;
let begunAt = 0;
/** Tests; until all have, what was sent and told is kept. */
let passed = 0;

before(async () => {
  shop = await openShop();
  const { gatehouse, api } = shop;
  const zone = await api.post<Item>('/hotspot-zones', { name: 'Market', ssid: 'Lakeside' });
  const nas = await addNas(gatehouse, api, { name: 'Honest', address: HONEST });
  await nas.close();
  guesser = await addNas(gatehouse, api, { name: 'Guesser', address: GUESSER, zoneId: zone.id });
  misconfigured = await addNas(gatehouse, api, { name: 'Misconfigured', address: MISCONFIGURED });
  const customers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const mac = newMac();
      const customer = await shop.addCustomer({ macBinding: 'strict' });
      await shop.addDevice(customer, mac);
      return { ...customer, mac };
    }),
  );
  honest = await openHonestRouter({
    address: HONEST,
    secret: nas.secret,
    server: gatehouse,
    customers,
    transcript,
  });
});
after(async () => {
  await honest?.close();
  await guesser?.close();
  await misconfigured?.close();
  await shop?.stop();
  await transcript.close({ keep: passed < 3 });
});
beforeEach(() => {
  linesBefore = linesOf();
  begunAt = performance.now();
  done = new AbortController();
  const from = honest.loginMs.length;
  const playing = honest.logInEvery(HONEST_EVERY_MS, done.signal);
  others = {
    async stop() {
      done.abort();
      await playing;
      assert.deepEqual(honest.problems, [], 'everybody else is let in all the time');
      const took = honest.loginMs.slice(from);
      assert.ok(took.length > 10 && percentile(took, 99) < P99_MS_MAX, summary(took));
      return summary(took);
    },
  };
});
afterEach(() => done.abort());
function summary(took: readonly number[]): string {
  const [middle, high] = [percentile(took, 50), percentile(took, 99)].map((ms) => ms.toFixed(1));
  return `${took.length} logins, p50 ${middle} ms, p99 ${high} ms`;
}

function linesOf(): number {
  return shop.gatehouse.output().split('\n').length;
}

function assertQuietLog(): void {
  const minutes = Math.ceil((performance.now() - begunAt) / 60_000) + 1;
  const written = linesOf() - linesBefore;
  assert.ok(written <= LINES_PER_MINUTE_MAX * minutes, `${written} lines:\n${shop.gatehouse.output()}`);
}

async function openSomeFlood(addresses: readonly string[]): Promise<Flood> {
  return openFlood(addresses, shop.gatehouse.auth.address, transcript);
}

test('a flood from strangers: not one octet goes back to them, and nobody else notices', async (t) => {
  const { auth, acct } = shop.gatehouse;
  const customer = { username: 'nobody', password: 'nothing' };
  // Some even know a router's secret; and answers are no requests, whoever sends them.
  const packets = makeRealPackets({ secret: guesser.secret, random, customer });
  const answers = [2, 3, 5, 11, 41, 44].map((code) => rawPacket({ code }));
  const made = Array.from({ length: 2000 }, () => {
    const { bytes, name, port: service } = random.pick(packets);
    const port = service === 'auth' ? auth.port : acct.port;
    if (random.oneIn(10)) return { datagram: random.pick(answers), port, what: 'an answer' };
    if (random.oneIn(2)) return { datagram: bytes, port, what: name };
    const { datagram, how } = mutatePacket(bytes, random.pick(packets).bytes, guesser.secret, random);
    return { datagram, port, what: `${name}: ${how}` };
  });
  const flood = await openSomeFlood(STRANGERS);
  try {
    await flood.run({
      ...FLOOD,
      next: () => random.pick(made),
    });
    const counted = await countDiscards(
      shop.api,
      ({ reason }) => reason === 'unknown-nas',
      flood.sent * ARRIVED_MIN,
    );
    const othersFared = await others.stop();
    t.diagnostic(`${flood.sent} datagrams, ${counted} counted; of others ${othersFared}`);
    assert.deepEqual(flood.answers, []);
    assert.ok(
      counted >= flood.sent * ARRIVED_MIN && counted <= flood.sent,
      `${counted} of ${flood.sent} are counted`,
    );
    const sources = (await allDiscards(shop.api)).map(({ sourceAddress }) => sourceAddress);
    assert.ok(
      STRANGERS.every((address) => sources.includes(address)),
      'each is shown',
    );
    const system = await shop.api.get<{ verdicts: { word: string }[] }>('/system');
    assert.ok(system.verdicts.some(({ word }) => word === 'unknown senders'));
    assertQuietLog();
    passed += 1;
  } finally {
    flood.close();
  }
});

test('wrong secrets and forged signatures get no answer, are shown at their router, and hurt no other', async (t) => {
  const { auth, acct } = shop.gatehouse;
  const customer = { username: 'nobody', password: 'nothing' };
  const packets = makeRealPackets({ secret: 'of another router', random, customer }).filter(
    ({ bytes, name }) => bytes.length >= 20 && / (right|wrong)$|^(Start|Stop|Interim|Status)/.test(name),
  );
  // The second address is the honest router's own: somebody between them forges what it says.
  const flood = await openSomeFlood([MISCONFIGURED, HONEST]);
  try {
    await flood.run({
      ...FLOOD,
      next() {
        const { bytes, name, port } = random.pick(packets);
        const datagram = Buffer.from(bytes);
        datagram[1] = random.below(256);
        return { datagram, port: port === 'auth' ? auth.port : acct.port, what: name };
      },
    });
    const forged = ({ reason }: Discard) => reason.startsWith('bad-');
    const counted = await countDiscards(shop.api, forged, flood.sent * ARRIVED_MIN);
    const othersFared = await others.stop();
    t.diagnostic(`${flood.sent} datagrams, ${counted} counted; of others ${othersFared}`);
    assert.deepEqual(flood.answers, []);
    assert.ok(
      counted >= flood.sent * ARRIVED_MIN && counted <= flood.sent,
      `${counted} of ${flood.sent} are counted`,
    );
    const verdictsOf = async (address: string) => {
      const { items } = await shop.api.get<List<Known & { address: string }>>('/nas');
      return items.find((nas) => nas.address === address)?.health.verdicts.map(({ code }) => code);
    };
    assert.deepEqual(await verdictsOf(MISCONFIGURED), ['probably-wrong-secret']);
    assert.ok(
      !(await verdictsOf(HONEST))?.includes('probably-wrong-secret'),
      'the honest one proves its secret',
    );
    assertQuietLog();
    passed += 1;
  } finally {
    flood.close();
  }
});

test('500 guesses a second: no guess is let in, the guessed customer is shown, and logs in all the while', async (t) => {
  const own = newMac();
  const guessed = await shop.addCustomer({ macBinding: 'strict', deviceLimit: 5 });
  await shop.addDevice(guessed, own);
  const open = await shop.addCustomer({ macBinding: 'learn', deviceLimit: 5 });
  const devicesBefore = await countDevices();
  const clients = await Promise.all(
    Array.from({ length: 4 }, () =>
      playNas({ id: '', address: GUESSER, secret: guesser.secret, server: shop.gatehouse, tries: 6 }),
    ),
  );
  const replies = new Map<string, number>();
  const ownMs: number[] = [];
  const guesses = { passwords: 0, macs: 0 };
  let ofGuessed = 0;

  async function guess(number: number): Promise<void> {
    const client = clients[number % clients.length] as TestNas;
    const ofMac = number % 2 === 0;
    guesses[ofMac ? 'macs' : 'passwords'] += 1;
    const [victim, from] = [number % 4 === 1 ? guessed : open, `C4:E9:84:00:00:0${number % 3}`];
    ofGuessed += number % 4 === 1 ? 1 : 0;
    const mac = random.bytes(3).toString('hex').toUpperCase().replaceAll(/(..)/g, ':$1');
    const method = random.pick(['pap', 'chap', 'ms-chap-v2'] as const);
    const password = `guess ${number}`;
    const reply = ofMac
      ? await client.macLogIn(`02:66:66${mac}`)
      : await client.logIn({ username: victim.username, password, method, callingStationId: from });
    replies.set(reply, (replies.get(reply) ?? 0) + 1);
    transcript.write(`${GUESSER} guess ${number} of ${ofMac ? mac : victim.username}: ${reply}`);
  }

  async function logInFromOwnDevice(): Promise<void> {
    const begun = performance.now();
    const login = { ...guessed, method: 'chap', callingStationId: own } as const;
    const reply = await guesser.logIn(login);
    ownMs.push(performance.now() - begun);
    transcript.write(`${GUESSER} login of ${guessed.username} from ${own}: ${reply}`);
    assert.equal(reply, 'Access-Accept', 'from the very router of the guesser');
  }

  const pending: Promise<void>[] = [];
  const begun = performance.now();
  for (let number = 0; performance.now() - begun < GUESSING_MS; await pause(5)) {
    const due = ((performance.now() - begun) / 1000) * GUESSES_PER_SECOND;
    for (; number < due; number++) {
      pending.push(guess(number));
      if (number % 25 === 0) pending.push(logInFromOwnDevice());
    }
  }
  await Promise.all(pending);
  const othersFared = await others.stop();
  for (const client of clients) await client.close();
  t.diagnostic(
    `${guesses.passwords} passwords and ${guesses.macs} MACs guessed; the guessed customer: ${summary(ownMs)}; others: ${othersFared}`,
  );

  assert.deepEqual([...replies.keys()], ['Access-Reject'], JSON.stringify([...replies]));
  assert.ok(percentile(ownMs, 99) < P99_MS_MAX, summary(ownMs));
  assert.equal(await countDevices(), devicesBefore, 'no guess has registered a device');
  const rejects = await refusalsOf(shop.api, guessed.id, ofGuessed);
  const count = rejects.reduce((sum, attempt) => sum + attempt.count, 0);
  assert.equal(count, ofGuessed, 'every guess is counted');
  assert.ok(rejects.every(({ reason }) => reason === 'wrong-password'));
  for (let tries = 0; tries < 40 && (await countPassersBy()) < guesses.macs; tries++) await pause(250);
  assert.equal(await countPassersBy(), guesses.macs, 'every guessed MAC is counted, as that of a passer-by');
  const minutes = Math.ceil(GUESSING_MS / 60_000) + 1;
  const lines = await countAttemptsOf('02:66:66:%');
  assert.ok(lines > 0 && lines <= 60 * minutes, `${lines} of them in the access log`);
  assert.ok(rejects.length <= 3 * minutes, `in ${rejects.length} lines, one for each device and minute`);
  assertQuietLog();
  passed += 1;
});

async function countDevices(): Promise<number> {
  const { rows } = await shop.database.pool.query<{ count: string }>('select count(*) from devices');
  return Number(rows[0]?.count);
}

/** MACs that nobody has registered, as the RADIUS process has counted them since its start. */
async function countPassersBy(): Promise<number> {
  const metrics = await (await fetch(`${shop.gatehouse.adminUrl}/metrics`)).text();
  return Number(/^gatehouse_radius_passers_by_total\S* (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

async function countAttemptsOf(macs: string): Promise<number> {
  const { rows } = await shop.database.pool.query<{ sum: string | null }>(
    'select sum(count) from attempts where mac::text like $1',
    [macs],
  );
  return Number(rows[0]?.sum ?? 0);
}
