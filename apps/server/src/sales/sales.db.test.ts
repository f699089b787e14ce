import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { addTestGuest, addTestMethod, addTestPackage, beginTestPayment, sure } from '../payments/testing.ts';

let api: TestApi;
let cash: number;
let market: number;
const packages = { day: 0, week: 0, dollar: 0 };

before(async () => {
  api = await openTestApi();
  cash = await addTestMethod(api, { provider: 'cash', settings: { instructions: '' } });
  market = Number(
    (await api.call('POST', '/hotspot-zones', { name: 'Market', ssid: 'Lakeside' })).body['id'],
  );
  packages.day = await addTestPackage(api, { name: 'Day', priceMinor: 2000 });
  packages.week = await addTestPackage(api, { name: 'Week', priceMinor: 10_000 });
  packages.dollar = await addTestPackage(api, { name: 'Dollar day', priceMinor: 100, currency: 'USD' });
  const today = await sell('day', 0, market);
  await sell('day', 0);
  await sell('week', 1, market);
  await sell('week', 40);
  await sell('dollar', 0);
  await api.call('POST', `/payments/${today}/refund`, { amountMinor: 500, reason: 'Slow' });
  await redeem(packages.day, 'Shop', 1500);
  await redeem(packages.day, 'Gifts', null);
});
after(() => api?.close());

/** So many days ago. */
async function sell(name: keyof typeof packages, days: number, zoneId?: number): Promise<number> {
  const payment = sure(
    await beginTestPayment(api, {
      customerId: await addTestGuest(api),
      servicePackageId: packages[name],
      paymentMethodId: cash,
      ...(zoneId !== undefined && { zoneId }),
    }),
  );
  const { status, text } = await api.call('POST', `/payments/${payment.id}/approve`, {});
  assert.equal(status, 200, text);
  await api.database.pool.query(
    'update payments set paid_at = paid_at - make_interval(days => $2) where id = $1',
    [payment.id, days],
  );
  return payment.id;
}

async function redeem(packageId: number, name: string, amountMinor: number | null): Promise<void> {
  await api.database.pool.query(
    `with batch as (
       insert into voucher_batches (name, service_package_id, code_length, voucher_count, amount_minor, currency, made_by)
       values ($1, $2, 10, 1, $3, case when $3::bigint is null then null else 'BDT' end, 'test') returning id)
     insert into vouchers (batch_id, serial, code_hash, redeemed_at, zone_id)
     select id, 1, decode(md5($1), 'hex'), now(), $4 from batch`,
    [name, packageId, amountMinor, market],
  );
}

/** Where it is noon now, so that midnight never falls into the test: `Etc/GMT+5` is five hours behind. */
const hoursBehind = new Date().getUTCHours() - 12;
const atNoon = encodeURIComponent(`Etc/GMT${hoursBehind < 0 ? '' : '+'}${hoursBehind}`);

async function sales(query = ''): Promise<Json> {
  const { status, body, text } = await api.call(
    'GET',
    `/sales?${query.includes('timeZone') ? query : `timeZone=${atNoon}&${query}`}`,
  );
  assert.equal(status, 200, text);
  return body;
}

const inCurrency = (body: Json, currency: string) =>
  (body['currencies'] as unknown as Json[]).find((each) => String(each['currency']) === currency);
const named = (list: Json | undefined) =>
  Object.fromEntries(
    (list as unknown as Json[]).map(({ name, totalMinor }) => [String(name), Number(totalMinor)]),
  );

test('adds up what was paid and redeemed, less what was given back; each currency for itself', async () => {
  const body = await sales();
  const taka = inCurrency(body, 'BDT');
  assert.deepEqual(
    ['payments', 'paidMinor', 'refundedMinor', 'vouchers', 'vouchersMinor', 'totalMinor'].map(
      (sum) => taka?.[sum],
    ),
    [3, 14_000, 500, 1, 1500, 15_000],
  );
  assert.equal(inCurrency(body, 'USD')?.['totalMinor'], 100);
  assert.equal((body['currencies'] as unknown as Json[]).length, 2);
  assert.equal(body['vouchersWithoutPrice'], 1);
});

test('days are those of the reader’s clock, also where it was changed between them', async () => {
  for (const ago of [90, 200, 290]) await sell('day', ago);
  const days = inCurrency(await sales('days=400&timeZone=Australia/Sydney'), 'BDT')?.[
    'days'
  ] as unknown as Json[];
  const inSydney = new Intl.DateTimeFormat('sv', {
    timeZone: 'Australia/Sydney',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const told = days.map(
    ({ at, paidMinor }) => [inSydney.format(new Date(String(at))), Number(paidMinor)] as const,
  );
  assert.ok(told.every(([at]) => at.endsWith(' 00:00')));
  const { rows } = await api.database.pool.query<{ day: string; sum: number }>(
    `select to_char(paid_at at time zone 'Australia/Sydney', 'YYYY-MM-DD 00:00') as day, sum(received_minor)::int as sum
       from payments where paid_at is not null and received_currency = 'BDT' group by 1 order by 1`,
  );
  assert.deepEqual(
    told.filter(([, sum]) => sum > 0),
    rows.map(({ day, sum }) => [day, sum]),
  );
  assert.ok(rows.length >= 5);
});

test('tells it by day, package and zone, and every one of them adds up to the same', async () => {
  const taka = inCurrency(await sales('days=2'), 'BDT');
  const days = taka?.['days'] as unknown as Json[];
  assert.deepEqual(
    days.map(({ totalMinor }) => totalMinor),
    [10_000, 5000],
  );
  assert.deepEqual(named(taka?.['packages']), { Week: 10_000, Day: 5000 });
  assert.deepEqual(named(taka?.['zones']), { Market: 13_000, null: 2000 });
  for (const list of ['packages', 'zones']) {
    for (const part of (taka?.[list] ?? []) as unknown as Json[]) {
      const sum = (part['days'] as unknown as number[]).reduce((total, each) => total + each, 0);
      assert.equal(sum, part['totalMinor']);
    }
  }
});

test('counts what arrived, in the money that it arrived in', async () => {
  const before = await sales();
  const payment = await sell('week', 0);
  await api.database.pool.query(
    `update payments set received_minor = 70, received_currency = 'EUR', state = 'refunded', refunded_at = now(),
                         refunded_minor = 20 where id = $1`,
    [payment],
  );
  const after = await sales();
  const euro = inCurrency(after, 'EUR');
  assert.deepEqual([euro?.['paidMinor'], euro?.['refundedMinor'], euro?.['totalMinor']], [70, 20, 50]);
  assert.equal(inCurrency(after, 'BDT')?.['totalMinor'], inCurrency(before, 'BDT')?.['totalMinor']);
  await api.database.pool.query('delete from payment_events where payment_id = $1', [payment]);
  await api.database.pool.query('delete from payments where id = $1', [payment]);
});

test('tells one zone alone, and as far back as asked', async () => {
  assert.equal(inCurrency(await sales(`zoneId=${market}`), 'BDT')?.['totalMinor'], 13_000);
  assert.equal(inCurrency(await sales('days=60'), 'BDT')?.['totalMinor'], 25_000);
  assert.equal(inCurrency(await sales('days=1'), 'BDT')?.['totalMinor'], 5000);
  assert.equal((await api.call('GET', '/sales?days=0')).status, 400);
  assert.equal((await api.call('GET', '/sales?days=401')).status, 400);
});
