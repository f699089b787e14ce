import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { addTestGuest, addTestMethod, addTestPackage, beginTestPayment, sure } from '../payments/testing.ts';

let api: TestApi;
let cash: number;
/** Unlimited in volume, for a day, 2,000 in minor units. */
let sold: number;
before(async () => {
  api = await openTestApi();
  cash = await addTestMethod(api, { provider: 'cash', settings: { instructions: '' } });
});
beforeEach(async () => {
  sold = await addTestPackage(api);
});
after(() => api?.close());

const change = (fields: Record<string, unknown>) => api.call('PATCH', `/service-packages/${sold}`, fields);
const read = async () => (await api.call('GET', `/service-packages/${sold}`)).body;

let serial = 0;
async function makeVouchers(count: number): Promise<string> {
  const wish = { name: `Batch ${(serial += 1)}`, servicePackageId: String(sold), count };
  const { status, body, text } = await api.call('POST', '/voucher-batches', wish);
  assert.equal(status, 201, text);
  return String((body['batch'] ?? body)['id' as never]);
}
async function beginToPay(): Promise<number> {
  const wish = { customerId: await addTestGuest(api), servicePackageId: sold, paymentMethodId: cash };
  return sure(await beginTestPayment(api, wish)).id;
}

test('a package that vouchers and open payments were sold with does not become less unasked, and says how many', async () => {
  await makeVouchers(3);
  await beginToPay();
  const refused = await change({ quotaBytes: 5_000_000, validitySeconds: 3600 });
  assert.equal(refused.status, 409, refused.text);
  assert.equal(refused.body.error?.code, 'package-sold');
  assert.match(
    String(refused.body.error?.message ?? ''),
    /^3 vouchers not yet redeemed and 1 payment not yet settled were sold with .* less than was paid for: how long it runs, volume\..* new package .* confirm/,
  );
  assert.deepEqual([(await read())['quotaBytes'], (await read())['validitySeconds']], [null, 86_400]);
  const confirmed = await change({ quotaBytes: 5_000_000, validitySeconds: 3600, alsoForSold: true });
  assert.equal(confirmed.status, 200, confirmed.text);
  assert.equal((await read())['quotaBytes'], 5_000_000);
  const { rows } = await api.database.pool.query(
    `select * from audit_log where action = 'service-packages.change' and subject_id = $1 order by id desc limit 1`,
    [String(sold)],
  );
  assert.match(JSON.stringify(rows), /alsoForSold/);
});

test('each that takes something away is asked about: speed, time online, devices, places, when it begins', async () => {
  const { body: zone } = await api.call('POST', '/hotspot-zones', { name: 'Market', ssid: 'Lakeside' });
  await beginToPay();
  for (const fields of [
    { rateDownKbps: 1024 },
    { onlineSeconds: 60 },
    { sessionLimit: 1 },
    { deviceLimit: 0 },
    { zoneIds: [zone['id']] },
    { validFrom: 'first-use' },
  ])
    assert.equal((await change(fields)).body.error?.code, 'package-sold', JSON.stringify(fields));
});

test('more of everything, another name and another price are nobody’s loss', async () => {
  await makeVouchers(2);
  const id = await beginToPay();
  for (const fields of [
    { validitySeconds: 172_800, deviceLimit: 3 },
    { name: 'A better day' },
    { priceMinor: 5000 },
    { macBinding: 'strict' },
  ])
    assert.equal((await change(fields)).status, 200, JSON.stringify(fields));
  const { body } = await api.call('GET', `/payments/${id}`);
  assert.equal(body['amountMinor'], 2000);
});

test('what was redeemed, revoked, paid and given, or refused, asks no more; what was paid and not given does', async () => {
  await api.call('POST', `/voucher-batches/${await makeVouchers(2)}/revoke`, { reason: 'Lost' });
  const late = await makeVouchers(2);
  await api.database.pool.query(
    `update voucher_batches set valid_until = trusted_now() - interval '1 day' where id = $1`,
    [late],
  );
  const used = await makeVouchers(1);
  await api.database.pool.query('update vouchers set redeemed_at = trusted_now() where batch_id = $1', [
    used,
  ]);
  const paid = await beginToPay();
  const set = (id: number, to: string) =>
    api.database.pool.query(`update payments set ${to} where id = $1`, [id]);
  await set(
    paid,
    `state = 'paid', paid_at = trusted_now(), received_minor = amount_minor, received_currency = currency`,
  );
  await set(await beginToPay(), `state = 'refused'`);
  assert.equal((await change({ quotaBytes: 5_000_000 })).status, 200);
  await set(paid, `not_granted = 'customer-ended'`);
  assert.match(
    String((await change({ quotaBytes: 4_000_000 })).body.error?.message),
    /^1 payment not yet settled was/,
  );
});

test('a price is in money that there is', async () => {
  for (const currency of ['QQQ', 'XXX', 'XTS', 'XAU', 'bdt', 'TAKA']) {
    const { status, body } = await change({ currency });
    assert.equal(status, 400, currency);
    assert.match(String(body.error?.fields?.['currency']?.message), /is no currency of ISO 4217/, currency);
    const method = { provider: 'cash', name: currency, settings: {}, currencies: [currency] };
    assert.equal((await api.call('POST', '/payment-methods', method)).status, 400, currency);
    const wish = { name: 'Q', servicePackageId: String(sold), count: 1, amountMinor: 1, currency };
    assert.equal((await api.call('POST', '/voucher-batches', wish)).status, 400, currency);
  }
  assert.equal((await change({ currency: 'KES' })).status, 200);
});

test('a price is so high at most that sums of many stay exact', async () => {
  assert.equal((await change({ priceMinor: 1_000_000_000_001 })).status, 400);
  assert.equal((await change({ priceMinor: 1_000_000_000_000 })).status, 200);
  await api.database.pool.query('update service_packages set price_minor = 9007199254740991 where id = $1', [
    sold,
  ]);
  const { status, body } = await api.call('GET', `/service-packages/${sold}`);
  assert.deepEqual([status, body['priceMinor']], [200, 9_007_199_254_740_991]);
});
