import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { readVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { redeemVoucher } from './redeem-voucher.ts';

const HOUR = 3600;
const PORTAL = { kind: 'customer', id: null, name: 'Portal', role: null, sourceAddress: null } as const;

let api: TestApi;
let cafe: number;
let garden: number;
let dayPass: string;
let serial = 0;

before(async () => {
  api = await openTestApi();
  cafe = await addZone('Café');
  garden = await addZone('Garden');
  dayPass = await addPackage({ priceMinor: 5000, currency: 'BDT' });
});
after(() => api?.close());

async function addZone(name: string): Promise<number> {
  return Number((await api.call('POST', '/hotspot-zones', { name, ssid: 'Kafe' })).body['id']);
}
async function addPackage(fields: Record<string, unknown> = {}): Promise<string> {
  serial += 1;
  const name = `Day pass ${serial}`;
  const sent = { name, kind: 'hotspot', validitySeconds: 24 * HOUR, ...fields };
  return String((await api.call('POST', '/service-packages', sent)).body['id']);
}
type Made = { batch: Json & { readonly id: string }; vouchers: { serial: number; code: string }[] };

const make = (fields: Record<string, unknown> = {}) => {
  serial += 1;
  const sent = { name: `Batch ${serial}`, servicePackageId: dayPass, count: 3, ...fields };
  return api.call('POST', '/voucher-batches', sent);
};
async function makeCodes(fields: Record<string, unknown> = {}): Promise<{ id: string; codes: string[] }> {
  const made = await make(fields);
  assert.equal(made.status, 201, made.text);
  const { batch, vouchers } = made.body as unknown as Made;
  return { id: batch.id, codes: vouchers.map(({ code }) => code) };
}
const redeem = (code: string, { customerId = null as number | null, zoneId = cafe } = {}) =>
  redeemVoucher(
    { db: api.database.db, secretBox: api.parts.secretBox, randomBytes },
    { code, customerId, zoneId, actor: PORTAL },
  );
const statistics = async (id: string) => {
  const { body } = await api.call('GET', `/voucher-batches/${id}`);
  return ['count', 'redeemed', 'open', 'revoked', 'expired', 'redeemedMinor'].map((name) => body[name]);
};
const addGuest = async (fields: Record<string, unknown> = {}) =>
  Number((await addTestCustomer(api, { kind: 'hotspot', ...fields }))['id']);

test('a batch tells its codes once, and what one is sold for is what the package costs unless somebody says otherwise', async () => {
  const made = await make({ count: 30, codeLength: 12, validUntil: '2190-01-01T00:00:00Z' });
  assert.equal(made.status, 201, made.text);
  const { batch, vouchers } = made.body as unknown as Made;
  assert.deepEqual(
    vouchers.map((voucher) => voucher.serial),
    Array.from({ length: 30 }, (_, at) => at + 1),
  );
  assert.equal(new Set(vouchers.map(({ code }) => code)).size, 30);
  assert.ok(vouchers.every(({ code }) => code.length === 12 && readVoucherCode(code) === code));
  assert.deepEqual([batch['amountMinor'], batch['currency'], batch['madeBy']], [5000, 'BDT', 'Test token']);
  const again = await api.call('GET', `/voucher-batches/${batch.id}/vouchers?count=true`);
  assert.equal(again.body['total'] as unknown, 30);
  assert.ok(vouchers.every(({ code }) => !again.text.includes(code)));
  const cheaper = await make({ amountMinor: 4000, currency: 'USD' });
  assert.deepEqual(pick(cheaper, 'amountMinor', 'currency'), [4000, 'USD']);
  assert.deepEqual(pick(await make({ amountMinor: null }), 'amountMinor', 'currency'), [null, null]);
});

const pick = (made: { body: Json }, ...names: string[]) => names.map((name) => made.body['batch']?.[name]);

test('refuses what cannot be sold so, at the field that says it', async () => {
  const { body: line } = await api.call('POST', '/service-packages', { name: 'Home', kind: 'pppoe' });
  const trial = await addPackage({ priceMinor: 0, trial: true });
  const taken = (await makeCodes({ name: 'Spring fair' })) && 'Spring fair';
  for (const [fields, status, field] of [
    [{ servicePackageId: line['id'] }, 422, 'servicePackageId'],
    [{ servicePackageId: trial }, 422, 'servicePackageId'],
    [{ servicePackageId: '999999' }, 422, 'servicePackageId'],
    [{ name: taken }, 409, 'name'],
    [{ count: 5001 }, 400, 'count'],
    [{ count: 0 }, 400, 'count'],
    [{ codeLength: 7 }, 400, 'codeLength'],
    [{ codeLength: 17 }, 400, 'codeLength'],
    [{ amountMinor: 12.5, currency: 'BDT' }, 400, 'amountMinor'],
    [{ amountMinor: 4000 }, 400, 'currency'],
    [{ validUntil: '2020-01-01T00:00:00Z' }, 422, 'validUntil'],
  ] as const) {
    const answer = await make(fields);
    assert.equal(answer.status, status, answer.text);
    assert.deepEqual(Object.keys(answer.body['error']?.['fields'] ?? {}), [field], answer.text);
  }
});

test('a voucher makes a guest, who has the package, a name and a password of their own', async () => {
  const { id, codes } = await makeCodes();
  const typed = ` ${codes[0]?.toLowerCase().replace(/(....)/, '$1 - ')} `;
  const given = await redeem(typed);
  assert.ok(given.redeemed && given.isNewGuest);
  const { body: guest } = await api.call('GET', `/customers/${given.customerId}`);
  assert.match(String(guest['username']), /^guest-[acdefghjkmnprtwxy34679]{6}$/);
  assert.deepEqual([guest['kind'], guest['subscription']?.['running']], ['hotspot', true]);
  const { rows } = await api.database.pool.query(
    'select zone_id from portal_sign_ups where customer_id = $1',
    [given.customerId],
  );
  assert.deepEqual(rows, [{ zone_id: cafe }]);
  assert.deepEqual(await statistics(id), [3, 1, 2, 0, 0, 5000]);
  assert.deepEqual(await redeem(codes[0] ?? ''), { redeemed: false, why: 'used' });
  const { body: found } = await api.call('POST', '/vouchers/find', { code: typed });
  assert.deepEqual([found['serial'], found['state'], found['zone']?.['name']], [1, 'redeemed', 'Café']);
  assert.equal(found['customer']?.['username'], guest['username']);
});

test('who has a package that was paid for gets the voucher’s time behind it', async () => {
  const { codes } = await makeCodes();
  const customerId = await addGuest();
  const [first, second] = [
    await redeem(codes[0] ?? '', { customerId }),
    await redeem(codes[1] ?? '', { customerId }),
  ];
  assert.ok(first.redeemed && second.redeemed && !second.isNewGuest);
  const { items } = (await api.call('GET', `/customers/${customerId}/subscriptions`)).body as unknown as {
    items: { startsAt: string; endsAt: string }[];
  };
  const [later, sooner] = items;
  assert.equal(later?.startsAt, sooner?.endsAt);
  const hours = (Date.parse(later?.endsAt ?? '') - Date.now()) / (HOUR * 1000);
  assert.ok(hours > 47.9 && hours <= 48, String(hours));
});

test('redeemed by fifty at once it makes one guest with one package, and forty-nine are told that it is used', async () => {
  const { id, codes } = await makeCodes({ count: 1 });
  const customersBefore = await countRows('customers');
  const subscriptionsBefore = await countRows('subscriptions');
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => redeem(codes[0] ?? '')));
  assert.equal(outcomes.filter(({ redeemed }) => redeemed).length, 1);
  assert.ok(outcomes.every((outcome) => outcome.redeemed || outcome.why === 'used'));
  assert.equal(await countRows('customers'), customersBefore + 1);
  assert.equal(await countRows('subscriptions'), subscriptionsBefore + 1);
  assert.deepEqual(await statistics(id), [1, 1, 0, 0, 0, 5000]);
});

test('one customer with ten vouchers at once has ten days, and fifty customers with one voucher one day between them', async () => {
  const { codes } = await makeCodes({ count: 11 });
  const customerId = await addGuest();
  const all = await Promise.all(codes.slice(0, 10).map((code) => redeem(code, { customerId })));
  assert.ok(all.every(({ redeemed }) => redeemed));
  const { rows } = await api.database.pool.query<{ hours: number }>(
    `select (extract(epoch from max(ends_at) - trusted_now()) / 3600)::float8 as hours
       from subscriptions where customer_id = $1`,
    [customerId],
  );
  assert.ok((rows[0]?.hours ?? 0) > 239.9 && (rows[0]?.hours ?? 0) <= 240);
  const many = await Promise.all(Array.from({ length: 50 }, () => addGuest()));
  const tried = await Promise.all(many.map((each) => redeem(codes[10] ?? '', { customerId: each })));
  assert.equal(tried.filter(({ redeemed }) => redeemed).length, 1);
});

const countRows = async (table: string) =>
  (await api.database.pool.query<{ count: number }>(`select count(*)::int from ${table}`)).rows[0]?.count ??
  0;

test('a voucher that gives nothing stays as good as it was, and no guest is left behind', async () => {
  const onlyGarden = await addPackage({ zoneIds: [String(garden)] });
  const { codes } = await makeCodes({ servicePackageId: onlyGarden });
  const line = Number((await addTestCustomer(api, { kind: 'pppoe' }))['id']);
  const suspended = await addGuest();
  await api.call('PATCH', `/customers/${suspended}`, { status: 'suspended' });
  const endless = await addGuest({ servicePackageId: await addPackage({ validitySeconds: null }) });
  const before = await countRows('customers');
  for (const [how, why] of [
    [{ zoneId: cafe }, 'other-zone'],
    [{ zoneId: garden, customerId: line }, 'other-kind'],
    [{ zoneId: garden, customerId: suspended }, 'suspended'],
    [{ zoneId: garden, customerId: endless }, 'already-without-end'],
  ] as const) {
    assert.deepEqual(await redeem(codes[0] ?? '', how), { redeemed: false, why });
  }
  for (const code of ['', 'ACDE-FGH-JKM', 'not a code', 'ACDE'.repeat(50)])
    assert.deepEqual(await redeem(code), { redeemed: false, why: 'unknown' });
  assert.equal(await countRows('customers'), before);
  assert.equal((await redeem(codes[0] ?? '', { zoneId: garden })).redeemed, true);
});

test('what is over or revoked gives nothing; what was redeemed before stays given', async () => {
  const { id, codes } = await makeCodes({ count: 4 });
  const path = `/voucher-batches/${id}`;
  assert.equal((await redeem(codes[0] ?? '')).redeemed, true);
  const one = await api.call('POST', `${path}/vouchers/2/revoke`, { reason: 'Torn' });
  assert.deepEqual([one.status, one.body['state']], [200, 'revoked'], one.text);
  assert.deepEqual(await redeem(codes[1] ?? ''), { redeemed: false, why: 'revoked' });
  const codeOf = async (serial: number, reason = 'Again') =>
    (await api.call('POST', `${path}/vouchers/${serial}/revoke`, { reason })).body['error']?.['code'];
  assert.deepEqual(
    [await codeOf(1), await codeOf(2), await codeOf(9)],
    ['voucher-redeemed', 'voucher-revoked', 'not-found'],
  );
  assert.equal((await api.call('POST', `${path}/revoke`, { reason: ' ' })).status, 400);
  const all = await api.call('POST', `${path}/revoke`, { reason: 'Lost at the fair' });
  assert.deepEqual(
    [all.status, all.body['revokedBy'], all.body['revokeReason']],
    [200, 'Test token', 'Lost at the fair'],
  );
  assert.deepEqual(await statistics(id), [4, 1, 0, 3, 0, 5000]);
  assert.deepEqual(await redeem(codes[2] ?? ''), { redeemed: false, why: 'revoked' });
  assert.deepEqual(await redeem(codes[0] ?? ''), { redeemed: false, why: 'used' });
  assert.equal((await api.call('POST', `${path}/revoke`, { reason: 'Once more' })).status, 409);

  const late = await makeCodes({ validUntil: '2190-01-01T00:00:00Z' });
  await api.database.pool.query(
    `update voucher_batches set valid_until = trusted_now() - interval '1 second' where id = $1`,
    [late.id],
  );
  assert.deepEqual(await redeem(late.codes[0] ?? ''), { redeemed: false, why: 'expired' });
  assert.deepEqual(await statistics(late.id), [3, 0, 0, 0, 3, 0]);
});

test('a batch that is revoked while fifty redeem it is never both: each voucher is given or revoked', async () => {
  const { id, codes } = await makeCodes({ count: 50 });
  const [outcomes] = await Promise.all([
    Promise.all(codes.map((code) => redeem(code))),
    api.call('POST', `/voucher-batches/${id}/revoke`, { reason: 'Stolen' }),
  ]);
  const given = outcomes.filter(({ redeemed }) => redeemed).length;
  assert.ok(outcomes.every((outcome) => outcome.redeemed || outcome.why === 'revoked'));
  assert.deepEqual(await statistics(id), [50, given, 0, 50 - given, 0, given * 5000]);
});

test('a code stands nowhere in the database, neither in the audit log, and its hash needs the key file', async () => {
  const { codes } = await makeCodes({ count: 24 });
  await redeem(codes[0] ?? '');
  await api.call('POST', '/vouchers/find', { code: codes[1] });
  const { rows: tables } = await api.database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  let read = 0;
  for (const { name } of tables) {
    const { rows } = await api.database.pool.query<{ text: string }>(`select t::text as text from ${name} t`);
    read += rows.length;
    const all = rows.map(({ text }) => text.toUpperCase().replace(/[\s-]/g, '')).join('\n');
    for (const code of codes) assert.ok(!all.includes(code), name);
  }
  assert.ok(read > 100);
  const { rows } = await api.database.pool.query<{ hash: Buffer }>('select code_hash as hash from vouchers');
  assert.ok(rows.every(({ hash }) => hash.length === 32));
  const { rows: audit } = await api.database.pool.query<{ action: string }>(
    `select distinct action from audit_log where action like 'vouchers.%' order by 1`,
  );
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['vouchers.add', 'vouchers.redeem', 'vouchers.revoke'],
  );
});

test('a package that vouchers were made for stays', async () => {
  const sold = await addPackage();
  await makeCodes({ servicePackageId: sold });
  const refused = await api.call('DELETE', `/service-packages/${sold}`);
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.text, /Vouchers were made for/);
});

test('lists batches with their statistics, and the vouchers of one by what became of them', async () => {
  const { id, codes } = await makeCodes({ name: 'Zebra fair', count: 3 });
  await redeem(codes[2] ?? '');
  const list = (await api.call('GET', '/voucher-batches?search=zebra&count=true')).body as unknown as {
    items: Json[];
    total: number;
  };
  assert.deepEqual([list.total, list.items[0]?.['id'], list.items[0]?.['redeemed']], [1, id, 1]);
  const serials = async (query: string) =>
    (
      (await api.call('GET', `/voucher-batches/${id}/vouchers?${query}`)).body as unknown as {
        items: { serial: number }[];
      }
    ).items.map((each) => each.serial);
  assert.deepEqual(await serials('state=open'), [1, 2]);
  assert.deepEqual(await serials('state=redeemed'), [3]);
  assert.deepEqual(await serials('search=2'), [2]);
  assert.deepEqual(await serials('sort=-serial&limit=2'), [3, 2]);
  assert.equal((await api.call('GET', '/voucher-batches/999999/vouchers')).status, 404);
});

test('the sheet speaks the languages of the zone’s portal and names the last day where the operator is', async () => {
  const { id } = await makeCodes({ validUntil: '2189-12-31T18:00:00Z' });
  const portal = { languages: ['en', 'bn'], defaultLanguage: 'bn', name: 'Café Kafe' };
  await api.call('PATCH', `/hotspot-zones/${cafe}`, { portal });
  const { status, body, text } = await api.call(
    'GET',
    `/voucher-batches/${id}/sheet?zoneId=${cafe}&timeZone=Asia/Dhaka`,
  );
  assert.equal(status, 200, text);
  const texts = body['texts'] as unknown as {
    language: string;
    price: string;
    validUntil: string;
    howTo: string;
  }[];
  assert.deepEqual(
    texts.map((each) => each.language),
    ['bn', 'en'],
  );
  assert.match(texts[1]?.validUntil ?? '', /Dec 31, 2189/);
  assert.match(texts[1]?.howTo ?? '', /“Kafe”/);
  assert.match(texts[1]?.price ?? '', /50/);
  assert.equal((await api.call('GET', `/voucher-batches/${id}/sheet?zoneId=999999`)).status, 404);
  assert.equal((await api.call('GET', `/voucher-batches/${id}/sheet?zoneId=${cafe}&timeZone=x`)).status, 400);
});

test('an operator who tries code after code is stopped', async () => {
  const { codes } = await makeCodes();
  const find = async (code: string) => (await api.call('POST', '/vouchers/find', { code })).status;
  const tries: number[] = [];
  for (let i = 0; i < 30; i += 1) tries.push(await find('ACDEFGHJKM'));
  assert.deepEqual([...new Set(tries)], [404]);
  assert.equal(await find(codes[0] ?? ''), 429);
});
