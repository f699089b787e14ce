import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { jobActor } from '../actor.ts';
import { makeChange } from '../db/make-change.ts';
import { beginQueuedPackages } from './begin-queued-packages.ts';
import { withdrawSubscription } from './withdraw-subscription.ts';

const DAY = 86_400;

let api: TestApi;
const packages: Record<string, string> = {};

before(async () => {
  api = await openTestApi();
  const priced = { kind: 'hotspot', priceMinor: 2000, currency: 'BDT' };
  packages['day'] = await addPackage({ name: 'Day', ...priced, validitySeconds: DAY });
  packages['use'] = await addPackage({
    name: 'Day of use',
    ...priced,
    validitySeconds: DAY,
    validFrom: 'first-use',
  });
  packages['volume'] = await addPackage({
    name: 'Gigabyte',
    ...priced,
    validitySeconds: DAY,
    quotaBytes: 1e9,
  });
  packages['free'] = await addPackage({ name: 'Free', kind: 'hotspot', priceMinor: 0, currency: 'BDT' });
  packages['forever'] = await addPackage({ name: 'For ever', ...priced });
  packages['line'] = await addPackage({ name: 'Line', kind: 'pppoe' });
});
after(() => api.close());

async function addPackage(fields: Record<string, unknown>): Promise<string> {
  const answer = await api.call('POST', '/service-packages', fields);
  assert.equal(answer.status, 201, answer.text);
  return String(answer.body['id']);
}

const inDays = (days: number) => new Date(Date.now() + days * DAY * 1000).toISOString();

const addGuest = async () => String((await addTestCustomer(api, { kind: 'hotspot' }))['id']);

async function give(customer: string, name: string, more: Record<string, unknown> = { after: 'present' }) {
  const answer = await api.call('POST', `/customers/${customer}/subscriptions`, {
    servicePackageId: packages[name],
    ...more,
  });
  return answer;
}

/** `Day 0..1` in days from now, the first to begin first; (1): from its first login. */
async function held(customer: string): Promise<string[]> {
  const { body } = await api.call('GET', `/customers/${customer}/subscriptions`);
  const now = Date.now();
  const days = (at: unknown) => Math.round((Date.parse(String(at)) - now) / (DAY * 10)) / 100;
  return (body['items'] as unknown as Json[]).toReversed().map((each) => {
    const { servicePackageName, startsAt, endsAt, waitingSeconds } = each;
    const end =
      waitingSeconds === null ? (endsAt === null ? '∞' : days(endsAt)) : `(${Number(waitingSeconds) / DAY})`;
    return `${servicePackageName} ${days(startsAt)}..${end}`;
  });
}

async function addSession(customer: string): Promise<void> {
  await api.database.pool.query(
    `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username,
                           calling_station_id, customer_id, started_at, last_event_start_at, last_heard_at)
     values ($1::bigint, '192.0.2.1', '', $1::text, 'u', '', $1::bigint, now(), now(), now())`,
    [customer],
  );
}

async function newEnds(customer: string): Promise<(Date | null)[]> {
  const { rows } = await api.database.pool.query<{ lasts_until: Date | null }>(
    `select lasts_until from dynamic_authorization_requests where customer_id = $1 and kind = 'coa'`,
    [customer],
  );
  return rows.map(({ lasts_until }) => lasts_until);
}

describe('a package that is given after the present one', () => {
  test('begins at once where nothing runs, then each behind the one before', async () => {
    const customer = await addGuest();
    for (let n = 0; n < 3; n++) assert.equal((await give(customer, 'day')).status, 201);
    assert.deepEqual(await held(customer), ['Day 0..1', 'Day 1..2', 'Day 2..3']);
  });

  test('takes the place of a free one, and nothing of a paid one', async () => {
    const customer = await addGuest();
    await give(customer, 'free', {});
    await give(customer, 'day');
    assert.deepEqual(await held(customer), ['Free 0..0', 'Day 0..1']);
  });

  test('begins now where the volume is used up, and has the days that were left', async () => {
    const customer = await addGuest();
    await give(customer, 'volume');
    await give(customer, 'day');
    await api.database.pool.query(
      `insert into subscription_usage (subscription_id, used_bytes)
       select min(id), 2e9 from subscriptions where customer_id = $1`,
      [customer],
    );
    await give(customer, 'volume');
    assert.deepEqual(await held(customer), ['Gigabyte 0..0', 'Gigabyte 0..2', 'Day 2..3']);
  });

  test('leaves what waits for its first login where it is', async () => {
    const customer = await addGuest();
    await give(customer, 'use');
    await give(customer, 'day');
    await give(customer, 'use');
    assert.deepEqual(await held(customer), ['Day of use 0..(1)', 'Day 0..1', 'Day of use 1..(1)']);
  });

  test('is refused where one without an end runs, and what it would be is told before', async () => {
    const customer = await addGuest();
    await give(customer, 'forever');
    const refused = await give(customer, 'day');
    assert.equal(refused.status, 409);
    assert.equal(refused.body['error']?.['code'], 'already-without-end');
    const told = await api.call('GET', `/customers/${customer}/renewal?servicePackageId=${packages['day']}`);
    assert.equal(told.body['refused'], 'already-without-end');
    const guest = await addGuest();
    await give(guest, 'day');
    const next = await api.call('GET', `/customers/${guest}/renewal?servicePackageId=${packages['day']}`);
    assert.equal(next.body['begins'], 'after-present');
    assert.deepEqual(await held(guest), ['Day 0..1'], 'telling gives nothing');
  });

  test('is refused to a line, to nobody, and where there is no such package', async () => {
    const line = String((await addTestCustomer(api, { kind: 'pppoe' }))['id']);
    assert.equal((await give(line, 'day')).body['error']?.['code'], 'package-of-other-kind');
    assert.equal((await give('999999', 'day')).status, 404);
    const unknown = { servicePackageId: '999999', after: 'present' };
    assert.equal((await api.call('POST', `/customers/${line}/subscriptions`, unknown)).status, 422);
  });

  test('fifty at once stand one behind the other', async () => {
    const customer = await addGuest();
    const given = await Promise.all(Array.from({ length: 50 }, () => give(customer, 'day')));
    assert.ok(given.every(({ status }) => status === 201 || status === 202));
    assert.deepEqual(
      await held(customer),
      Array.from({ length: 50 }, (_, n) => `Day ${n}..${n + 1}`),
    );
  });

  test('lets whoever is online stay until the new end, if the packages follow each other', async () => {
    const customer = await addGuest();
    await give(customer, 'day');
    await addSession(customer);
    const { body } = await give(customer, 'day');
    assert.deepEqual(await newEnds(customer), [new Date(String(body['endsAt']))]);
  });

  test('says why it was given', async () => {
    const customer = await addGuest();
    const { body } = await give(customer, 'day', { after: 'present', reason: 'The router was down' });
    assert.equal(body['reason'], 'The router was down');
    const now = await give(customer, 'day', { reason: 'A gift' });
    assert.equal(now.body['reason'], 'A gift');
    const { rows } = await api.database.pool.query<{ after: { reason?: string } }>(
      `select after from audit_log where customer_id = $1 and action = 'subscriptions.add' order by id`,
      [customer],
    );
    assert.deepEqual(
      rows.map(({ after: noted }) => noted.reason),
      ['The router was down', 'A gift'],
    );
  });
});

describe('a package that is used up while the next one is queued', () => {
  async function useUp(id: unknown): Promise<void> {
    await api.database.pool.query(
      `insert into subscription_usage (subscription_id, used_bytes) values ($1, 2e9)`,
      [id],
    );
  }

  test('gives way to it within a minute, and what was left of its days is added', async () => {
    const customer = await addGuest();
    const { body } = await give(customer, 'volume');
    await give(customer, 'volume');
    await give(customer, 'day');
    assert.equal(await beginQueuedPackages(api.database.db), 0);
    await useUp(body['id']);
    assert.equal(await beginQueuedPackages(api.database.db), 1);
    assert.deepEqual(await held(customer), ['Gigabyte 0..0', 'Gigabyte 0..2', 'Day 2..3']);
    assert.equal(await beginQueuedPackages(api.database.db), 0, 'once');
  });

  test('gives its days to one that begins with its first login', async () => {
    const customer = await addGuest();
    const { body } = await give(customer, 'volume');
    await give(customer, 'use');
    await useUp(body['id']);
    await beginQueuedPackages(api.database.db);
    assert.deepEqual(
      (await held(customer)).map((each) => each.replace(/1\.99\d*/, '2')),
      ['Gigabyte 0..0', 'Day of use 0..(2)'],
    );
  });

  test('gives way to one that waits beneath it, where none is queued', async () => {
    const customer = await addGuest();
    await give(customer, 'use');
    const { body } = await give(customer, 'volume');
    await useUp(body['id']);
    assert.equal(await beginQueuedPackages(api.database.db), 1);
    assert.match((await held(customer)).join(), /^Day of use 0\.\.\((1\.99\d*|2)\),Gigabyte 0\.\.0$/);
  });

  test('stays where the next one was dated for later', async () => {
    const later = await addGuest();
    const { body } = await give(later, 'volume');
    const startsAt = new Date(Date.now() + 5 * DAY * 1000).toISOString();
    await give(later, 'day', { startsAt });
    await useUp(body['id']);
    assert.equal(await beginQueuedPackages(api.database.db), 0);
  });
});

describe('a package that is given now', () => {
  const now = { reason: 'Asked for' };
  const brief = (each: unknown) => (each as Json[]).map(({ servicePackageName }) => servicePackageName);

  test('asks why where it ends something that was paid for, and changes nothing until it is told', async () => {
    const customer = await addGuest();
    await give(customer, 'day');
    for (const reason of [undefined, '', '  ']) {
      const refused = await give(customer, 'volume', { reason });
      assert.equal(refused.status, 422, refused.text);
      assert.equal(refused.body['error']?.['code'], 'reason-missing');
      assert.match(String(refused.body['error']?.['fields']?.['reason']?.['message']), /"Day"/);
    }
    assert.deepEqual(await held(customer), ['Day 0..1']);
  });

  test('asks nothing where nothing runs, what runs was free, or what runs ends before it begins', async () => {
    const customer = await addGuest();
    assert.equal((await give(customer, 'free', {})).status, 201);
    const { status, body } = await give(customer, 'day', {});
    assert.equal(status, 201);
    assert.deepEqual(brief(body['ended']), ['Free']);
    const startsAt = body['endsAt'];
    assert.equal((await give(customer, 'volume', { startsAt })).status, 201);
  });

  test('says what it ended, and leaves no hole: what is queued moves up', async () => {
    const customer = await addGuest();
    const first = await give(customer, 'day', {});
    await api.call('PATCH', `/subscriptions/${first.body['id']}`, { endsAt: inDays(10), reason: 'A gift' });
    await give(customer, 'volume');
    const { body } = await give(customer, 'day', now);
    assert.deepEqual(await held(customer), ['Day 0..0', 'Day 0..1', 'Gigabyte 1..2']);
    const [ended] = body['ended'] as unknown as Json[];
    const [moved] = body['moved'] as unknown as Json[];
    assert.deepEqual([ended?.['servicePackageName'], ended?.['paid']], ['Day', true]);
    assert.ok(Math.abs(Date.parse(String(ended?.['endsAt'])) - Date.now() - 10 * DAY * 1000) < 60_000);
    assert.deepEqual([moved?.['servicePackageName'], moved?.['startsAt']], ['Gigabyte', body['endsAt']]);
  });

  test('takes no day of what is queued where it lasts longer than what it ended', async () => {
    const customer = await addGuest();
    await give(customer, 'day');
    await give(customer, 'volume');
    await give(customer, 'day', { ...now, endsAt: inDays(5) });
    assert.deepEqual(await held(customer), ['Day 0..0', 'Day 0..5', 'Gigabyte 5..6']);
  });
});

describe('a package that is taken back', () => {
  const takeBack = (id: unknown) =>
    makeChange(api.database.db, jobActor('Test'), (change) =>
      withdrawSubscription(change, Number(id), 'Paid back'),
    );

  async function useUp(id: unknown): Promise<void> {
    await api.database.pool.query(
      `insert into subscription_usage (subscription_id, used_bytes) values ($1, 2e9)`,
      [id],
    );
  }

  async function requests(customer: string): Promise<unknown[]> {
    const { rows } = await api.database.pool.query<{
      kind: string;
      reason: string;
      lasts_until: Date | null;
    }>(
      `select kind, reason, lasts_until from dynamic_authorization_requests where customer_id = $1 order by id`,
      [customer],
    );
    return rows.map(({ kind, reason, lasts_until }) =>
      kind === 'coa' ? ['coa', lasts_until] : [kind, reason],
    );
  }

  test('leaves none of its days to the one that a further purchase began', async () => {
    const customer = await addGuest();
    const { body } = await give(customer, 'volume');
    await api.call('PATCH', `/subscriptions/${body['id']}`, { endsAt: inDays(7), reason: 'A gift' });
    await useUp(body['id']);
    await give(customer, 'day');
    await give(customer, 'day');
    assert.deepEqual(await held(customer), ['Gigabyte 0..0', 'Day 0..8', 'Day 8..9']);
    await takeBack(body['id']);
    assert.deepEqual(await held(customer), ['Gigabyte 0..0', 'Day 0..1', 'Day 1..2']);
    await takeBack(body['id']);
    assert.deepEqual(await held(customer), ['Gigabyte 0..0', 'Day 0..1', 'Day 1..2'], 'once');
  });

  test('leaves none of its days to the one that was queued and began when it was used up', async () => {
    const customer = await addGuest();
    const { body } = await give(customer, 'volume');
    await give(customer, 'day');
    await useUp(body['id']);
    await beginQueuedPackages(api.database.db);
    assert.deepEqual(await held(customer), ['Gigabyte 0..0', 'Day 0..2']);
    await takeBack(body['id']);
    assert.deepEqual(await held(customer), ['Gigabyte 0..0', 'Day 0..1']);
  });

  test('tells whoever is online the end of what is left', async () => {
    const customer = await addGuest();
    const first = await give(customer, 'day');
    const second = await give(customer, 'day');
    await addSession(customer);
    await takeBack(second.body['id']);
    assert.deepEqual(await requests(customer), [['coa', new Date(String(first.body['endsAt']))]]);
  });

  test('disconnects whoever is online by it, at once, unless the setting says not to', async () => {
    for (const disconnectOnPackageEnd of [true, false]) {
      await api.call('PATCH', '/settings', { disconnectOnPackageEnd });
      const customer = await addGuest();
      const { body } = await give(customer, 'day');
      await addSession(customer);
      await takeBack(body['id']);
      assert.deepEqual(
        await requests(customer),
        disconnectOnPackageEnd ? [['disconnect', 'package-ended']] : [],
      );
    }
    await api.call('PATCH', '/settings', { disconnectOnPackageEnd: true });
  });
});

describe('the end of a package', () => {
  async function change(id: unknown, days: number, reason: string | undefined = 'Because') {
    return api.call('PATCH', `/subscriptions/${id}`, { endsAt: inDays(days), reason });
  }

  test('is moved either way, with what is queued behind it and with the session that runs', async () => {
    const customer = await addGuest();
    const { body } = await give(customer, 'day');
    await give(customer, 'day');
    await addSession(customer);
    assert.equal((await change(body['id'], 3)).status, 200);
    assert.deepEqual(await held(customer), ['Day 0..3', 'Day 3..4']);
    assert.equal((await newEnds(customer)).length, 1);
    assert.equal((await change(body['id'], 0.5)).status, 200);
    assert.deepEqual(await held(customer), ['Day 0..0.5', 'Day 0.5..1.5']);
  });

  test('needs a reason, a time to come, and a package that has begun and is not over', async () => {
    const customer = await addGuest();
    const { body } = await give(customer, 'day');
    assert.equal(
      (await api.call('PATCH', `/subscriptions/${body['id']}`, { endsAt: inDays(2) })).status,
      400,
    );
    assert.equal((await change(body['id'], -1)).body['error']?.['code'], 'ends-before-start');
    assert.equal((await change('999999', 1)).status, 404);
    const waiting = await give(await addGuest(), 'use');
    assert.equal((await change(waiting.body['id'], 1)).body['error']?.['code'], 'package-not-begun');
    await give(customer, 'day', { reason: 'Another one' });
    assert.equal((await change(body['id'], 2)).body['error']?.['code'], 'package-over');
  });
});
