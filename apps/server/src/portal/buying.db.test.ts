import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { portalRoutes } from './portal.routes.ts';
import { type AskPortal, titleOf, visitPortal } from './testing.ts';

let api: TestApi;
let portal: ReturnType<typeof portalRoutes>;
let zoneId: number;
let day: string;
let methods: { cash: string; byPhone: string };
before(async () => {
  api = await openTestApi();
  portal = portalRoutes(api.parts);
  zoneId = Number(await add('/hotspot-zones', { name: 'Lakeside', ssid: 'Lakeside', registration: 'open' }));
  day = await addPackage({ name: 'Day', validitySeconds: 86_400 });
  const byPhone = { provider: 'mobile-money', name: 'bKash', settings: { account: '01712 345678' } };
  methods = {
    cash: await add('/payment-methods', { provider: 'cash', name: 'Counter', settings: {} }),
    byPhone: await add('/payment-methods', { ...byPhone, currencies: ['BDT'] }),
  };
});
after(() => api.close());

async function add(path: string, body: Record<string, unknown>): Promise<string> {
  const { status, body: made, text } = await api.call('POST', path, body);
  assert.equal(status, 201, text);
  return String(made['id']);
}
const addPackage = (more: Record<string, unknown>) =>
  add('/service-packages', { kind: 'hotspot', priceMinor: 3000, currency: 'BDT', ...more });

const visit = (customer: Json | null) =>
  visitPortal(api, portal, zoneId, customer === null ? null : Number(customer['id']));
const guest = (more: Record<string, unknown> = {}) => addTestCustomer(api, { kind: 'hotspot', ...more });

const keyIn = (text: string) => /name="key" value="([^"]+)"/.exec(text)?.[1] ?? assert.fail(text.slice(-800));
/** Taps *Buy* and the way to pay; answers the payment's id. */
async function buy(ask: AskPortal, method: string, packageId = day): Promise<string> {
  const key = keyIn((await ask(`/buy/${packageId}`)).text);
  const { status, location } = await ask(`/buy/${packageId}`, { key, method });
  assert.equal(status, 303);
  return /^\/payments\/(\d+)/.exec(location ?? '')?.[1] ?? assert.fail(String(location));
}

describe('what is for sale', () => {
  test('a visitor who is nobody is asked who they are, and the proof leads back to the package', async () => {
    const ask = await visit(null);
    const first = await ask(`/buy/${day}`);
    assert.equal(titleOf(first), 'Day');
    assert.match(first.text, /say who\nyou are|say who you are/);
    const proved = await ask('/number', { number: '+8801712000123' });
    assert.deepEqual([proved.status, proved.location], [303, `/buy/${day}`]);
    assert.equal(titleOf(await ask(`/buy/${day}`)), 'How will you pay?');
  });

  test('only what this place offers, for money that can be paid here', async () => {
    const elsewhere = await add('/hotspot-zones', { name: 'Elsewhere', ssid: 'Elsewhere' });
    const there = await addPackage({ name: 'There', zoneIds: [elsewhere] });
    const free = await addPackage({ name: 'Free', priceMinor: 0 });
    const ask = await visit(await guest());
    for (const id of [there, free, '999999', 'x']) {
      const answer = await ask(`/buy/${id}`);
      assert.match(answer.text, /This package cannot be bought here now/, id);
      assert.equal(answer.status, 422);
    }
    await api.call('PATCH', `/payment-methods/${methods.cash}`, { enabled: false });
    const dollars = await addPackage({ name: 'Dollars', currency: 'USD' });
    assert.doesNotMatch((await ask('')).text, new RegExp(`/buy/${dollars}"`));
    await api.call('PATCH', `/payment-methods/${methods.cash}`, { enabled: true });
    assert.match((await ask('')).text, new RegExp(`/buy/${dollars}"`));
    assert.doesNotMatch((await ask(`/buy/${dollars}`)).text, /bKash/);
  });

  test('by every way that takes its money, however many there are', async () => {
    const francs = await addPackage({ name: 'Francs', currency: 'XOF', priceMinor: 500 });
    const made: string[] = [];
    for (let serial = 1; serial <= 14; serial += 1) {
      const wish = { provider: 'cash', name: `Kiosk ${serial}`, settings: {}, currencies: ['XOF'] };
      made.push(await add('/payment-methods', wish));
    }
    const ask = await visit(await guest());
    const { text } = await ask(`/buy/${francs}`);
    for (const id of made) assert.match(text, new RegExp(`name="method" value="${id}"`));
    await buy(ask, made.at(-1) ?? '', francs);
    for (const id of made) await api.call('DELETE', `/payment-methods/${id}`);
  });

  test('nothing for a line, nor for who is suspended', async () => {
    const line = await visit(await addTestCustomer(api, { kind: 'pppoe' }));
    const late = await guest();
    await api.call('PATCH', `/customers/${late['id']}`, { status: 'suspended' });
    for (const ask of [line, await visit(late)]) {
      for (const path of ['/buy', `/buy/${day}`]) assert.equal((await ask(path)).location, '/devices');
      const forced = await ask(`/buy/${day}`, { key: 'k'.repeat(22), method: methods.cash });
      assert.equal(forced.location, '/devices');
    }
  });

  test('a form without a key of ours, or with another way to pay, begins nothing', async () => {
    const customer = await guest();
    const ask = await visit(customer);
    for (const form of [
      { method: methods.cash },
      { key: 'x', method: methods.cash },
      { key: 'k'.repeat(22), method: '99' },
    ])
      assert.equal(titleOf(await ask(`/buy/${day}`, form as Record<string, string>)), 'How will you pay?');
    const { body } = await api.call('GET', `/payments?customerId=${customer['id']}`);
    assert.equal((body['items'] as unknown as Json[]).length, 0);
  });

  test('so many payments and no more, then it says so', async () => {
    const ask = await visit(await guest());
    const key = keyIn((await ask(`/buy/${day}`)).text);
    for (let tap = 0; tap < 15; tap += 1)
      assert.equal((await ask(`/buy/${day}`, { key, method: methods.cash })).status, 303);
    const slowed = await ask(`/buy/${day}`, { key, method: methods.cash });
    assert.equal(slowed.status, 429);
    assert.match(slowed.text, /Too many payments were begun/);
  });
});

describe('when it would begin', () => {
  const startOf = async (ask: AskPortal, packageId = day) =>
    /Starts<\/dt><dd><bdi>([^<]*)/.exec((await ask(`/buy/${packageId}`)).text)?.[1];

  test('at once, with the first login, or behind what was paid for before', async () => {
    const hours = await addPackage({ name: 'Ten hours', validitySeconds: 86_400, validFrom: 'first-use' });
    assert.equal(await startOf(await visit(await guest())), 'at once');
    assert.equal(await startOf(await visit(await guest()), hours), 'with your first login');
    const paidFor = await visit(await guest({ servicePackageId: day }));
    assert.match((await startOf(paidFor)) ?? '', /^when Day ends, \w+ \d+, \d{4}$/);
    const free = await addPackage({ name: 'Free day', priceMinor: 0, validitySeconds: 86_400 });
    assert.equal(await startOf(await visit(await guest({ servicePackageId: free }))), 'at once');
  });

  test('at once and so much longer, where the volume is used up and days were left', async () => {
    const gigabyte = await addPackage({
      name: 'Gigabyte',
      validitySeconds: 10 * 86_400,
      quotaBytes: 1_000_000_000,
    });
    const customer = await guest({ servicePackageId: gigabyte });
    await api.database.pool.query(
      `insert into subscription_usage (subscription_id, used_bytes, used_seconds)
       select id, 1000000000, 0 from subscriptions where customer_id = $1`,
      [customer['id']],
    );
    assert.match(
      (await startOf(await visit(customer))) ?? '',
      /^at once, and lasts (9 days 23 hours|10 days) longer/,
    );
  });
});

describe('a payment’s page', () => {
  /** As CORE's verbs leave it; each of them is tested where it stands. */
  const set = (id: string, to: string) =>
    api.database.pool.query(`update payments set ${to} where id = $1`, [id]);

  test('says in words how it stands, and what to do', async () => {
    const ask = await visit(await guest());
    const id = await buy(ask, methods.cash);
    const page = () => ask(`/payments/${id}`);
    assert.match((await page()).text, new RegExp(`Payment number</dt><dd><bdi>${id}</bdi>`));
    for (const [to, title, sentence] of [
      [
        `review_reason = 'wrong-amount', told_minor = 1, told_currency = 'BDT'`,
        'Another amount has arrived',
        /Somebody looks at it; nothing is lost/,
      ],
      [`state = 'expired'`, 'This took too long', /If you have paid, do not pay again/],
      [`state = 'refused', decision_reason = 'Never came'`, 'Not paid', /This payment was not accepted/],
      [
        `state = 'paid', paid_at = trusted_now(), received_minor = amount_minor, received_currency = currency, not_granted = 'already-without-end'`,
        'Paid',
        /the package could not be given/,
      ],
      [
        `state = 'refunded', refunded_minor = 3000, refunded_at = trusted_now()`,
        'Paid back',
        /was given back/,
      ],
    ] as const) {
      await set(id, to);
      const shown = await page();
      assert.equal(titleOf(shown), title);
      assert.match(shown.text, sentence);
      assert.doesNotMatch(shown.text, /Never came/);
    }
  });

  test('that is paid leads on: to the router, or to the own page where one is online already', async () => {
    const customer = await guest();
    const ask = await visit(customer);
    const id = await buy(ask, methods.cash);
    assert.equal((await api.call('POST', `/payments/${id}/approve`, {})).status, 200);
    assert.equal((await ask(`/payments/${id}`)).location, '/go');
    await api.database.pool.query(
      `update portal_visits set redirect = jsonb_set(redirect::jsonb, '{outcome}', '"online"') where customer_id = $1`,
      [customer['id']],
    );
    assert.equal((await ask(`/payments/${id}`)).location, `/devices?paid=${id}`);
    assert.match((await ask(`/devices?paid=${id}`)).text, /Paid: Day is yours\./);
  });

  test('is come back to while nothing runs and it is not over, for a day', async () => {
    const customer = await guest();
    const ask = await visit(customer);
    assert.equal((await ask('')).status, 200);
    const id = await buy(ask, methods.byPhone);
    assert.equal((await ask('')).location, `/payments/${id}`);
    assert.equal((await ask('/devices')).status, 200);
    await set(id, `created_at = trusted_now() - interval '25 hours'`);
    assert.equal((await ask('')).status, 200);
    await set(id, `created_at = trusted_now(), expires_at = trusted_now() - interval '1 minute'`);
    assert.equal((await ask('')).status, 200);
  });

  test('says what to do in the visitor’s language, where that was written', async () => {
    const settings = {
      instructions: 'To the kiosk with {{amount}}',
      instructionsBn: 'কাউন্টারে {{amount}} দিন',
    };
    const kiosk = await add('/payment-methods', { provider: 'cash', name: 'Kiosk', settings });
    const ask = await visit(await guest());
    const id = await buy(ask, kiosk);
    assert.match((await ask(`/payments/${id}`)).text, /To the kiosk with 30\.00/);
    assert.match((await ask(`/payments/${id}?lang=bn`)).text, /কাউন্টারে 30\.00 দিন/);
    assert.match((await ask(`/payments/${id}?lang=es`)).text, /To the kiosk with 30\.00/);
  });

  test('takes a transaction number late, and keeps what was typed where it is none', async () => {
    const ask = await visit(await guest());
    const id = await buy(ask, methods.byPhone);
    await set(id, `state = 'expired', expires_at = trusted_now() - interval '1 minute'`);
    const wrong = await ask(`/payments/${id}/reference`, { reference: '<b>' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="&lt;b&gt;"/);
    assert.equal((await ask(`/payments/${id}/reference`, { reference: '8kh-2abc9' })).status, 303);
    assert.equal(titleOf(await ask(`/payments/${id}`)), 'Somebody looks at it');
    assert.match((await ask(`/payments/${id}?mend=1`)).text, /value="8KH2ABC9"/);
  });
});
