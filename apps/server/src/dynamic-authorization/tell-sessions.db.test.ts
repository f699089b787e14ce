import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { mikrotik } from '@gatehouse/radius/packet/dictionary/vendors/mikrotik';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { countNoRequests } from '../radius/dynamic-authorization/count-requests.ts';
import { NasLines } from '../radius/dynamic-authorization/nas-lines.ts';
import { sendDynamicAuthorization } from '../radius/dynamic-authorization/send-dynamic-authorization.ts';
import {
  type NasAnswer,
  openTestNas,
  replyTo,
  type TestNas,
  until,
} from '../radius/dynamic-authorization/testing.ts';
import { CHANGEABLE_DEFAULTS } from '../settings/settings.schemas.ts';
import { tellBegunPackages } from './tell-sessions.ts';

const SECRET = 'correct horse';
const HOUR = 3600;
const DAY = 24 * HOUR;

let api: TestApi;
let sender: { stop(): Promise<void> };
let made = 0;
const routers: Record<string, TestNas> = {};
const packages: Record<string, string> = {};
/** What was begun before: a package that runs, or ran. */
type Given = { readonly id: string; readonly endsAt: string };

const ack: NasAnswer = (request) => [replyTo(request, 'ack', { secret: SECRET })];
const refusesSpeeds: NasAnswer = (request) => [
  replyTo(request, request.code === CODES['CoA-Request'] ? 'nak' : 'ack', {
    secret: SECRET,
    errorCause: 401,
  }),
];

before(async () => {
  api = await openTestApi();
  for (const [nth, vendor] of ['mikrotik', 'generic'].entries()) {
    const router = await openTestNas(`127.0.5.${nth + 1}`, SECRET, ack);
    routers[vendor] = router;
    const { address, port } = router;
    const added = await api.call('POST', '/nas', {
      name: vendor,
      address,
      secret: SECRET,
      vendor,
      coaPort: port,
    });
    assert.equal(added.status, 201, added.text);
  }
  const fast = { rateDownKbps: 100_000, rateUpKbps: 50_000 };
  await addPackage('fast', { ...fast, validitySeconds: HOUR });
  await addPackage('as fast', { ...fast, validitySeconds: DAY });
  await addPackage('slow', { rateDownKbps: 2048, rateUpKbps: 512, validitySeconds: 30 * DAY });
  await addPackage('unlimited', { validitySeconds: DAY });
  await addPackage('gigabyte', { ...fast, validitySeconds: DAY, quotaBytes: 1e9 });
  await addPackage('free', { ...fast, validitySeconds: DAY, priceMinor: 0, currency: 'BDT' });
  sender = sendDynamicAuthorization({
    pool: api.database.pool,
    nodeId: randomUUID(),
    secretBox: api.parts.secretBox,
    lines: new NasLines([]),
    counts: countNoRequests(),
    clock: Date.now,
    usesPreviousSecret: () => false,
    onError: (error) => {
      throw error;
    },
    patience: { timeoutMs: 500, tries: 2 },
    everyMs: 10,
  });
});
afterEach(async () => {
  for (const router of Object.values(routers)) router.answer = ack;
  await api.call('PATCH', '/settings', CHANGEABLE_DEFAULTS);
  await api.database.pool.query('update sessions set ended_at = now() where ended_at is null');
});
after(async () => {
  await sender.stop();
  for (const router of Object.values(routers)) router.close();
  await api.close();
});

describe('a session goes on at what is sold now', () => {
  test('another package at once: one CoA-Request has its end and its speed', async () => {
    const { give, told } = await online('mikrotik', 'free');
    await give('slow', 'present');
    assert.deepEqual(await told(1), ['coa 512k/2048k until 30 days']);
  });

  test('one without a limit lifts that of the one before', async () => {
    const { give, told } = await online('mikrotik', 'slow');
    await give('unlimited', 'now');
    assert.deepEqual(await told(1), ['coa 0/0 until 1 days']);
  });

  test('one that is queued: its end is told at once, its speed when it begins, and once', async () => {
    const { customer, give, told } = await online('mikrotik', 'fast');
    await give('slow', 'present');
    assert.deepEqual(await told(1), ['coa until 30 days']);
    assert.equal(await tellBegunPackages(api.database.db), 0, 'it has not begun');
    await letTimePass(customer, HOUR);
    assert.equal(await tellBegunPackages(api.database.db), 1);
    assert.deepEqual(await told(2), ['coa until 30 days', 'coa 512k/2048k']);
    assert.equal(await tellBegunPackages(api.database.db), 0, 'it was told');
  });

  test('the same package again, or another at the same speed: the end alone, and nobody is thrown off', async () => {
    const { customer, give, told } = await online('generic', 'fast');
    await give('fast', 'present');
    await give('as fast', 'present');
    await told(1);
    await letTimePass(customer, 2 * HOUR);
    assert.equal(await tellBegunPackages(api.database.db), 0);
    const kinds = new Set((await requestsOf(customer)).map(({ kind }) => kind));
    assert.deepEqual([...kinds], ['coa']);
  });

  test('a router that takes no speeds ends the session, and the next login has it', async () => {
    const { customer, give, told, finished } = await online('generic', 'slow');
    await give('fast', 'now');
    assert.deepEqual(await told(1), ['disconnect']);
    // What was not sent had finished before it was asked.
    await finished(2);
    assert.deepEqual(
      (await requestsOf(customer)).map(({ kind, reason, state, not_sent_reason }) => [
        kind,
        reason,
        state,
        not_sent_reason,
      ]),
      [
        ['coa', 'package-begun', 'not-sent', 'speed-cannot-be-changed'],
        ['disconnect', 'package-begun', 'acknowledged', null],
      ],
    );
  });

  test('a router that refuses the speed ends the session', async () => {
    const { give, told, router } = await online('mikrotik', 'slow');
    router.answer = refusesSpeeds;
    await give('fast', 'now');
    assert.deepEqual((await told(2)).at(-1), 'disconnect');
  });

  test('another volume begins with a login: the session is ended', async () => {
    const { customer, give, told } = await online('mikrotik', 'as fast');
    await give('gigabyte', 'now');
    assert.deepEqual(await told(1), ['disconnect']);
    assert.equal((await requestsOf(customer)).length, 1, 'and is told no end before');
  });

  test('whose volume is used up is ended too where the same package follows, for the volume of that counts', async () => {
    const { customer, give, told, subscription } = await online('generic', 'gigabyte');
    await give('gigabyte', 'present');
    await told(1);
    await api.database.pool.query(
      'insert into subscription_usage (subscription_id, used_bytes) values ($1, 2e9)',
      [subscription.id],
    );
    await letTimePass(customer, DAY);
    assert.equal(await tellBegunPackages(api.database.db), 1);
    assert.equal((await told(2)).at(-1), 'disconnect');
  });

  test('nothing is asked of a router where the setting says not to', async () => {
    const { customer, give } = await online('mikrotik', 'slow');
    await api.call('PATCH', '/settings', { changeTimeOnRenewal: false });
    await give('fast', 'now');
    await letTimePass(customer, 1);
    assert.equal(await tellBegunPackages(api.database.db), 0);
    assert.deepEqual(await requestsOf(customer), []);
  });

  test('a router that keeps silent is asked again after ten minutes', async () => {
    const { customer, give, router, finished } = await online('mikrotik', 'slow');
    router.answer = () => [];
    await give('fast', 'now');
    await finished(1);
    await letTimePass(customer, 1);
    assert.equal(await tellBegunPackages(api.database.db), 0);
    await api.database.pool.query(
      `update dynamic_authorization_requests set requested_at = requested_at - interval '11 minutes' where customer_id = $1`,
      [customer],
    );
    router.answer = ack;
    assert.equal(await tellBegunPackages(api.database.db), 1);
    await finished(2);
    assert.equal((await requestsOf(customer)).at(-1)?.state, 'acknowledged');
  });

  test('an operator reads whose speed the session has now', async () => {
    const { customer, give, finished } = await online('mikrotik', 'slow');
    await give('fast', 'now');
    await finished(1);
    const { body } = await api.call('GET', `/router-requests?customerId=${customer}`);
    const [request] = body['items'] as unknown as Record<string, unknown>[];
    assert.equal(request?.['servicePackageName'], 'fast');
    assert.match(String(request?.['explanation']), /gives the session the speed of fast now/);
  });
});

/** A hotspot customer with a package and a session under it, on a router of this make. */
async function online(vendor: string, packageName: string) {
  made += 1;
  const customer = String((await addTestCustomer(api, { kind: 'hotspot' }))['id']);
  const router = routers[vendor];
  assert.ok(router);
  const give = async (name: string, when: 'now' | 'present') => {
    const input = { servicePackageId: packages[name], after: when, reason: 'Asked for' };
    const { status, body, text } = await api.call('POST', `/customers/${customer}/subscriptions`, input);
    assert.equal(status, 201, text);
    return { id: String(body['id']), endsAt: String(body['endsAt']) };
  };
  const subscription: Given = await give(packageName, 'now');
  await api.database.pool.query(
    `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username, calling_station_id,
                           customer_id, subscription_id, started_at, last_event_start_at, last_heard_at)
     values ($1::bigint, $2::inet, '', $1::text, 'u', '', $3, $4, now(), now(), now())`,
    [70_000 + made, router.address, customer, subscription.id],
  );
  const sessionId = String(70_000 + made);
  const heard = () =>
    router.requests.filter(
      (packet) => packet.text(rfc2865['User-Name']) === 'u' && idOf(packet) === sessionId,
    );
  const finished = (count: number) =>
    until(
      () => requestsOf(customer),
      (all) => all.filter(({ state }) => state !== 'waiting' && state !== 'sending').length >= count,
    );
  const told = async (count: number) => {
    await until(
      async () => heard().length,
      (length) => length >= count,
    );
    await finished(count);
    return heard().map(describePacket);
  };
  return { customer, router, give, told, finished, subscription };
}

function idOf(packet: RadiusPacket): string | null {
  return packet.text(rfc2866['Acct-Session-Id']);
}

function describePacket(packet: RadiusPacket): string {
  if (packet.code === CODES['Disconnect-Request']) return 'disconnect';
  const seconds = packet.integer(rfc2865['Session-Timeout']);
  const rate = packet.text(mikrotik['Mikrotik-Rate-Limit']);
  return [
    'coa',
    ...(rate === null ? [] : [rate]),
    ...(seconds === null ? [] : [`until ${Math.round(seconds / DAY)} days`]),
  ].join(' ');
}

/** As if all of a customer's packages had been given earlier. */
async function letTimePass(customer: string, seconds: number): Promise<void> {
  await api.database.pool.query(
    `update subscriptions set starts_at = starts_at - make_interval(secs => $2), ends_at = ends_at - make_interval(secs => $2)
      where customer_id = $1`,
    [customer, seconds],
  );
}

type RequestRow = { kind: string; reason: string; state: string; not_sent_reason: string | null };

async function requestsOf(customer: string): Promise<RequestRow[]> {
  const { rows } = await api.database.pool.query<RequestRow>(
    `select kind, reason, state, not_sent_reason from dynamic_authorization_requests where customer_id = $1 order by id`,
    [customer],
  );
  return rows;
}

async function addPackage(name: string, fields: Record<string, unknown>): Promise<void> {
  const priced = { kind: 'hotspot', priceMinor: 2000, currency: 'BDT' };
  const { status, body, text } = await api.call('POST', '/service-packages', { name, ...priced, ...fields });
  assert.equal(status, 201, text);
  packages[name] = String(body['id']);
}
