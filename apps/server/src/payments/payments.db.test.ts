import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type FakeGateway } from '../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { isRefused } from '../outcome.ts';
import { askAboutPayments } from './ask-about-payments.ts';
import { askProvider, believe } from './believe-payment.ts';
import { enterReference } from './enter-reference.ts';
import { expirePayments } from './expire-payments.ts';
import { findPayment, findToldPayment, type Payment } from './find-payment.ts';
import { paymentReference } from './payment-link.ts';
import { addTestGuest, addTestMethod, addTestPackage, beginTestPayment, sure } from './testing.ts';

let api: TestApi;
let gateway: FakeGateway;
let day: number;
const methods: Record<'hosted' | 'cash' | 'mobile', number> = { hosted: 0, cash: 0, mobile: 0 };

before(async () => {
  api = await openTestApi();
  gateway = await startFakeGateway();
  day = await addTestPackage(api, { name: 'Day' });
  methods.hosted = await addTestMethod(api, gateway.method());
  methods.cash = await addTestMethod(api, { provider: 'cash', settings: { instructions: '' } });
  methods.mobile = await addTestMethod(api, {
    provider: 'mobile-money',
    settings: { account: '01712 345678', instructions: '', referenceLength: '10' },
  });
});
after(async () => {
  await gateway?.close();
  await api?.close();
});

async function begin(
  method: keyof typeof methods = 'hosted',
  more: { customerId?: number; servicePackageId?: number; idempotencyKey?: string } = {},
): Promise<Payment> {
  const customerId = more.customerId ?? (await addTestGuest(api));
  return sure(
    await beginTestPayment(api, {
      servicePackageId: day,
      paymentMethodId: methods[method],
      ...more,
      customerId,
    }),
  );
}

const now = async (id: number): Promise<Payment> => {
  const payment = await findPayment(api.parts.db, id);
  assert.ok(payment);
  return payment;
};
const referenceOf = ({ id }: Payment) => paymentReference(api.parts.secretBox, id);

async function packagesOf(customerId: number): Promise<number> {
  const { rows } = await api.database.pool.query<{ count: number }>(
    'select count(*) from subscriptions where customer_id = $1',
    [customerId],
  );
  return rows[0]?.count ?? -1;
}

async function storyOf(id: number): Promise<string[]> {
  const { body } = await api.call('GET', `/payments/${id}`);
  return (body['events'] as unknown as Json[]).map(({ kind, outcome }) => `${kind}: ${outcome}`);
}

const call = (id: number, verb: string, body?: unknown) => api.call('POST', `/payments/${id}/${verb}`, body);

/** The job, as if so many hours had gone by. */
async function askAll(hours = 0): Promise<void> {
  await api.database.pool.query(
    `update payments set ask_at = ask_at - make_interval(hours => $1), expires_at = expires_at - make_interval(hours => $1)
      where ask_at is not null`,
    [hours],
  );
  await askAboutPayments(api.parts);
}

describe('a payment by a gateway', () => {
  test('is believed when the gateway says so, asked by us, and gives the package in the same moment', async () => {
    const payment = await begin();
    assert.equal(payment.state, 'open');
    assert.match(payment.pay_url ?? '', /^http:\/\/127\.0\.0\.1/);
    assert.equal((await askProvider(api.parts, payment.id))?.state, 'open');
    await gateway.pay(referenceOf(payment));
    const paid = await askProvider(api.parts, payment.id);
    assert.equal(paid?.state, 'paid');
    assert.equal(await packagesOf(payment.customer_id), 1);
    assert.deepEqual(await storyOf(payment.id), [
      'state: open',
      'begin: begun',
      'ask: pending',
      'ask: paid',
      'state: paid',
      'package: given',
    ]);
  });

  test('gives one package, though fifty hear of it at once and the same word comes again later', async () => {
    const payment = await begin();
    gateway.misbehave({ losesCallbacks: true });
    await gateway.pay(referenceOf(payment));
    gateway.misbehave({ losesCallbacks: false });
    await Promise.all(Array.from({ length: 50 }, () => askProvider(api.parts, payment.id)));
    await askProvider(api.parts, payment.id);
    const amount = { minor: 2000, currency: 'BDT' };
    await believe(api.parts, payment.id, { told: 'paid', amount, providerReference: null });
    assert.equal(await packagesOf(payment.customer_id), 1);
    assert.equal((await storyOf(payment.id)).filter((event) => event === 'state: paid').length, 1);
  });

  test('waits for a person where another amount or other money has arrived, and gives nothing', async () => {
    for (const [how, why] of [
      [{ takesMinor: 1999 }, 'wrong-amount'],
      [{ takesMinor: 2001 }, 'wrong-amount'],
      [{ takesCurrency: 'USD' }, 'wrong-currency'],
    ] as const) {
      const payment = await begin();
      gateway.misbehave(how);
      await gateway.pay(referenceOf(payment));
      gateway.misbehave({ takesMinor: null, takesCurrency: null });
      for (let again = 0; again < 2; again++) {
        const told = await askProvider(api.parts, payment.id);
        assert.equal(told?.state, 'to-approve');
        assert.equal(told.review_reason, why);
      }
      assert.equal(await packagesOf(payment.customer_id), 0);
      const shown = await api.call('GET', `/payments/${payment.id}`);
      assert.equal(shown.body['needsPerson'], true);
      assert.equal((await call(payment.id, 'approve', {})).body['state'], 'paid');
      assert.equal(await packagesOf(payment.customer_id), 1);
    }
  });

  test('is found by asking where the callback never came, also after it has expired', async () => {
    const [soon, late] = [await begin(), await begin()];
    gateway.misbehave({ losesCallbacks: true });
    await gateway.pay(referenceOf(soon));
    await askAll(2);
    assert.equal((await now(soon.id)).state, 'paid');
    assert.ok((await expirePayments(api.parts.db)) >= 1);
    assert.equal((await now(late.id)).state, 'expired');
    await gateway.pay(referenceOf(late));
    gateway.misbehave({ losesCallbacks: false });
    await askAll(2);
    assert.equal((await now(late.id)).state, 'paid');
    assert.equal(await packagesOf(late.customer_id), 1);
  });

  test('goes on where the gateway was away in the middle', async () => {
    const payment = await begin();
    await gateway.goAway();
    assert.equal((await askProvider(api.parts, payment.id))?.state, 'open');
    await askAll(1);
    await gateway.comeBack();
    await gateway.pay(referenceOf(payment));
    await askAll(1);
    assert.equal((await now(payment.id)).state, 'paid');
    assert.equal(await packagesOf(payment.customer_id), 1);
  });

  test('is found in time though another gateway hangs', async () => {
    const other = await startFakeGateway();
    const paymentMethodId = await addTestMethod(api, other.method('Hangs'));
    for (let n = 0; n < 5; n++) {
      const customerId = await addTestGuest(api);
      sure(await beginTestPayment(api, { customerId, servicePackageId: day, paymentMethodId }));
    }
    other.misbehave({ hangs: true });
    const payment = await begin();
    await gateway.pay(referenceOf(payment));
    const asking = askAll(1);
    const begun = performance.now();
    while ((await now(payment.id)).state !== 'paid') {
      assert.ok(performance.now() - begun < 5000, 'it waits for the one that hangs');
      await pause(20);
    }
    await other.close();
    await asking;
  });

  test('that the gateway does not take is said, and is begun again under the same key', async () => {
    const customerId = await addTestGuest(api);
    const wish = {
      customerId,
      servicePackageId: day,
      paymentMethodId: methods.hosted,
      idempotencyKey: 'tap-once',
    };
    await gateway.goAway();
    const refused = await beginTestPayment(api, wish);
    assert.ok(isRefused(refused) && refused.refused === 'payment-provider-away');
    await gateway.comeBack();
    const begun = sure(await beginTestPayment(api, wish));
    assert.notEqual(begun.pay_url, null);
    assert.deepEqual(await storyOf(begun.id), ['state: open', 'begin: failed', 'begin: begun']);
  });

  test('that was cancelled is refused, and money that comes later counts all the same', async () => {
    const payment = await begin();
    await gateway.cancel(referenceOf(payment));
    assert.equal((await askProvider(api.parts, payment.id))?.state, 'refused');
    const amount = { minor: 2000, currency: 'BDT' };
    await believe(api.parts, payment.id, { told: 'paid', amount, providerReference: null });
    assert.equal((await now(payment.id)).state, 'paid');
  });

  test('is one payment, however often and from wherever it is begun', async () => {
    const customerId = await addTestGuest(api);
    const begun = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        begin('hosted', { customerId, idempotencyKey: `window-${customerId}-${n % 2}` }),
      ),
    );
    assert.equal(new Set(begun.map(({ id }) => id)).size, 1);
    const first = begun[0];
    assert.ok(first);
    assert.equal(gateway.payments().filter(({ reference }) => reference === referenceOf(first)).length, 1);
  });

  test('a key that stands for another wish is refused', async () => {
    await begin('hosted', { idempotencyKey: 'the-same-key' });
    const other = await beginTestPayment(api, {
      customerId: await addTestGuest(api),
      servicePackageId: day,
      paymentMethodId: methods.hosted,
      idempotencyKey: 'the-same-key',
    });
    assert.ok(isRefused(other) && other.refused === 'idempotency-key-used');
  });

  test('whose transaction stands for another payment waits for a person: none is counted twice', async () => {
    const [mine, other] = [await begin(), await begin()];
    await believe(api.parts, other.id, {
      told: 'paid',
      amount: { minor: 2000, currency: 'BDT' },
      providerReference: mine.provider_reference,
    });
    assert.equal((await now(other.id)).state, 'to-approve');
    assert.equal(await packagesOf(other.customer_id), 0);
  });

  test('is found by our reference or by the gateway’s, by the way to pay that it belongs to alone', async () => {
    const payment = await begin();
    const { db, secretBox } = api.parts;
    const find = (method: number, reference: string | null, providerReference: string | null) =>
      findToldPayment(db, secretBox, method, { reference, providerReference });
    assert.equal(await find(methods.hosted, referenceOf(payment), null), payment.id);
    assert.equal(await find(methods.hosted, null, payment.provider_reference), payment.id);
    assert.equal(await find(methods.cash, referenceOf(payment), null), null);
    assert.equal(await find(methods.cash, null, payment.provider_reference), null);
    assert.equal(await find(methods.hosted, 'made-up', null), null);
    assert.equal(await find(methods.hosted, null, null), null);
  });

  test('nothing is begun where a package without an end runs, none is sold, or the way to pay is gone', async () => {
    const forever = await addTestPackage(api, { validitySeconds: null });
    const customerId = await addTestGuest(api, { servicePackageId: String(forever) });
    const wish = { customerId, servicePackageId: day, paymentMethodId: methods.hosted };
    const free = await addTestPackage(api, { priceMinor: 0 });
    const gone = await addTestMethod(api, gateway.method('Gone'));
    await api.database.pool.query('update payment_methods set enabled = false where id = $1', [gone]);
    const dollars = await addTestMethod(api, gateway.method('Dollars'));
    await api.database.pool.query(`update payment_methods set currencies = '{USD}' where id = $1`, [dollars]);
    const guest = await addTestGuest(api);
    for (const [more, code] of [
      [{}, 'already-without-end'],
      [{ customerId: guest, servicePackageId: free }, 'package-not-sold'],
      [{ customerId: guest, servicePackageId: 999_999 }, 'reference-unknown'],
      [{ customerId: 999_999 }, 'not-found'],
      [{ customerId: guest, paymentMethodId: gone }, 'payment-method-unusable'],
      [{ customerId: guest, paymentMethodId: dollars }, 'payment-method-unusable'],
    ] as const) {
      const refused = await beginTestPayment(api, { ...wish, ...more });
      assert.ok(isRefused(refused) && refused.refused === code, code);
    }
  });
});

describe('a payment that people look at', () => {
  test('by reference: typed once, compared and approved by an operator', async () => {
    const payment = await begin('mobile');
    assert.equal(payment.state, 'open');
    assert.ok(isRefused(await enterReference(api.parts, payment, '12')));
    const entered = sure(await enterReference(api.parts, payment, ' abc 123 4567 '));
    assert.deepEqual([entered.state, entered.review_reason], ['to-approve', 'reference']);
    const other = await begin('mobile');
    assert.equal(sure(await enterReference(api.parts, other, 'ABC1234567')).state, 'to-approve');
    assert.equal((await call(other.id, 'refuse', { reason: 'Typed by somebody else' })).status, 200);
    const found = await api.call('GET', '/payments?needsPerson=true&search=abc123');
    assert.deepEqual(
      (found.body['items'] as unknown as Json[]).map(({ id }) => id),
      [String(payment.id)],
    );
    const approved = await call(payment.id, 'approve', { reason: 'Seen in the account' });
    assert.equal(approved.status, 200, approved.text);
    assert.equal(approved.body['decidedBy'], 'Test token');
    assert.equal(await packagesOf(payment.customer_id), 1);
    assert.equal((await call(payment.id, 'approve', {})).status, 409);
    assert.equal(await packagesOf(payment.customer_id), 1);
  });

  test('a reference that was refused may be typed again, by whoever it belongs to', async () => {
    const liar = await begin('mobile');
    sure(await enterReference(api.parts, liar, 'XYZ9876543'));
    assert.equal((await call(liar.id, 'refuse', {})).status, 400, 'needs a reason');
    const refused = await call(liar.id, 'refuse', { reason: 'No such transaction' });
    assert.equal(refused.body['decisionReason'], 'No such transaction');
    const payer = await begin('mobile');
    assert.equal(sure(await enterReference(api.parts, payer, 'XYZ9876543')).state, 'to-approve');
    const again = await call(liar.id, 'approve', {});
    assert.equal(again.body['error']?.['code'], 'reference-taken', 'one reference is not counted twice');
    assert.equal(await packagesOf(liar.customer_id), 0);
    assert.equal((await call(payer.id, 'approve', {})).status, 200);
  });

  test('a reference counts once over all methods of its kind; a second use waits for a person and names the first', async () => {
    const first = await begin('mobile');
    sure(await enterReference(api.parts, first, 'TWICE12345'));
    assert.equal((await call(first.id, 'approve', {})).status, 200);
    const anew = await addTestMethod(api, {
      provider: 'mobile-money',
      settings: { account: '01812 345678', instructions: '', referenceLength: '' },
    });
    const customerId = await addTestGuest(api);
    const begun = await beginTestPayment(api, { customerId, servicePackageId: day, paymentMethodId: anew });
    const second = sure(begun);
    assert.equal(sure(await enterReference(api.parts, second, 'twice-12345')).state, 'to-approve');
    const { body: shown } = await api.call('GET', `/payments/${second.id}`);
    assert.equal(shown['sameReferenceId'], String(first.id));
    assert.equal(shown['needsPerson'], true);
    const typed = (shown['events'] as unknown as Json[]).find(({ kind }) => String(kind) === 'reference');
    assert.equal(typed?.['facts']?.['payment'], first.id);
    const refused = await call(second.id, 'approve', {});
    assert.deepEqual([refused.status, refused.body['error']?.['code']], [409, 'reference-taken']);
    assert.match(refused.text, new RegExp(`Payment ${first.id} of .* is paid by it`));
    assert.equal(await packagesOf(customerId), 0);
    const meant = await call(second.id, 'approve', { sameReferenceToo: true });
    assert.equal(meant.status, 200, meant.text);
    assert.equal(await packagesOf(customerId), 1);
  });

  test('of two with one reference that are approved at once, one counts', async () => {
    const both = [await begin('mobile'), await begin('mobile')];
    const answers = await Promise.all(both.map(({ id }) => call(id, 'approve', { reference: 'ATONCE1234' })));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
  });

  test('by cash: one waits at the counter, however often it is asked for', async () => {
    const customerId = await addTestGuest(api);
    const [first, second] = [await begin('cash', { customerId }), await begin('cash', { customerId })];
    assert.equal(first.id, second.id);
    assert.deepEqual([first.state, first.review_reason], ['to-approve', 'cash']);
    await expirePayments(api.parts.db);
    assert.equal((await call(first.id, 'approve', {})).status, 200);
    assert.equal(await packagesOf(customerId), 1);
  });

  test('cash that an operator takes is paid and given at once, and once', async () => {
    const customerId = String(await addTestGuest(api));
    const body = {
      customerId,
      servicePackageId: String(day),
      paymentMethodId: String(methods.cash),
      idempotencyKey: 'counter-0001',
    };
    const taken = await Promise.all(Array.from({ length: 10 }, () => api.call('POST', '/payments', body)));
    for (const { status, body: shown, text } of taken) {
      assert.ok(status === 201 || status === 202, text);
      assert.equal(shown['state'], 'paid');
    }
    assert.equal(await packagesOf(Number(customerId)), 1);
    const hosted = { ...body, paymentMethodId: String(methods.hosted), idempotencyKey: 'counter-0002' };
    assert.equal((await api.call('POST', '/payments', hosted)).status, 422);
  });

  test('cash that an operator takes settles what the visitor began, and sent again it takes nothing more', async () => {
    const payment = await begin('cash');
    const body = {
      customerId: String(payment.customer_id),
      servicePackageId: String(day),
      paymentMethodId: String(methods.cash),
      idempotencyKey: 'counter-0003',
    };
    for (let time = 0; time < 3; time++) {
      const taken = await api.call('POST', '/payments', body);
      assert.equal(taken.body['id'], String(payment.id), taken.text);
    }
    assert.equal(await packagesOf(payment.customer_id), 1);
    const other = { ...body, customerId: String(await addTestGuest(api)) };
    assert.equal(
      (await api.call('POST', '/payments', other)).body['error']?.['code'],
      'idempotency-key-used',
    );
  });

  test('a reference counts once, whoever types it and however', async () => {
    const [first, second] = [await begin('mobile'), await begin('mobile')];
    assert.equal((await call(first.id, 'approve', { reference: 'tx 12-345 678' })).status, 200);
    const again = await call(second.id, 'approve', { reference: 'TX12345678' });
    assert.equal(again.body['error']?.['code'], 'reference-taken', again.text);
    assert.equal((await call(second.id, 'approve', { reference: '?' })).status, 422);
  });

  test('fifty operators approve at once: one does', async () => {
    const payment = await begin('cash');
    const answers = await Promise.all(Array.from({ length: 50 }, () => call(payment.id, 'approve', {})));
    assert.equal(answers.filter(({ status }) => status === 200 || status === 202).length, 1);
    assert.equal(await packagesOf(payment.customer_id), 1);
  });

  test('who may not decide, decides nothing', async () => {
    const payment = await begin('cash');
    for (const [role, verbs] of [
      ['support', ['approve', 'refuse', 'refund', 'grant', 'ask']],
      ['read-only', ['approve', 'refuse', 'refund', 'grant', 'ask']],
      ['sales', ['refund']],
    ] as const) {
      const headers = { Authorization: `Bearer ${await api.token(role)}` };
      for (const verb of verbs) {
        const answer = await api.call('POST', `/payments/${payment.id}/${verb}`, { reason: 'x' }, headers);
        assert.equal(answer.status, 403, `${role} ${verb}`);
      }
    }
    assert.equal((await now(payment.id)).state, 'to-approve');
  });
});

describe('a payment that is paid', () => {
  async function paid(customerId?: number): Promise<Payment> {
    const payment = await begin('cash', customerId === undefined ? {} : { customerId });
    assert.equal((await call(payment.id, 'approve', {})).status, 200);
    return now(payment.id);
  }

  test('and cannot be given is paid all the same, waits for a person, and is given when it can be', async () => {
    const payment = await begin();
    const forever = await addTestPackage(api, { validitySeconds: null });
    await api.call('POST', `/customers/${payment.customer_id}/subscriptions`, {
      servicePackageId: String(forever),
    });
    await gateway.pay(referenceOf(payment));
    const settled = await askProvider(api.parts, payment.id);
    assert.equal(settled?.state, 'paid');
    assert.equal(settled.not_granted, 'already-without-end');
    const waiting = await api.call('GET', '/payments?needsPerson=true&state=paid');
    assert.equal((waiting.body['items'] as unknown as Json[])[0]?.['id'], String(payment.id));
    assert.equal((await call(payment.id, 'grant')).body['error']?.['code'], 'already-without-end');
    await api.database.pool.query(
      `update subscriptions set ends_at = now() where customer_id = $1 and ends_at is null`,
      [payment.customer_id],
    );
    const given = await call(payment.id, 'grant');
    assert.equal(given.status, 200, given.text);
    assert.equal(given.body['notGranted'], null);
    assert.notEqual(given.body['subscription'], null);
    assert.equal((await call(payment.id, 'grant')).status, 409, 'and not twice');
  });

  test('by who has ended meanwhile is paid, and gives nothing', async () => {
    const payment = await begin();
    await api.call('PATCH', `/customers/${payment.customer_id}`, { status: 'ended' });
    await gateway.pay(referenceOf(payment));
    const settled = await askProvider(api.parts, payment.id);
    assert.deepEqual([settled?.state, settled?.not_granted], ['paid', 'customer-ended']);
    const refunded = await call(payment.id, 'refund', { reason: 'They have left' });
    assert.equal(refunded.body['needsPerson'], false);
  });

  test('is refunded once, in part or whole, and never for more than was paid', async () => {
    const payment = await paid();
    const more = await call(payment.id, 'refund', { amountMinor: 2001, reason: 'Too generous' });
    assert.equal(more.body['error']?.['code'], 'refund-too-large');
    const part = await call(payment.id, 'refund', { amountMinor: 500, reason: 'Slow', reference: 'R-1' });
    assert.deepEqual(
      [part.body['state'], part.body['refundedMinor'], part.body['refundReference']],
      ['refunded', 500, 'R-1'],
    );
    assert.equal(part.body['subscription']?.['waitingSeconds'], null, 'the package goes on');
    assert.equal((await call(payment.id, 'refund', { reason: 'Again' })).status, 409);
  });

  test('ends the package with the refund where the operator says so; what is queued behind comes forward', async () => {
    const customerId = await addTestGuest(api);
    const [first, second, third] = [await paid(customerId), await paid(customerId), await paid(customerId)];
    const ended = await call(second.id, 'refund', { reason: 'Bought twice', endPackage: true });
    assert.equal(ended.status, 200, ended.text);
    assert.equal(ended.body['subscription'], null, 'it had not begun');
    const ends = async (id: number) => {
      const { body } = await api.call('GET', `/payments/${id}`);
      return [body['subscription']?.['startsAt'], body['subscription']?.['endsAt']].map((at) =>
        Date.parse(String(at)),
      );
    };
    const [, firstEnd] = await ends(first.id);
    assert.equal((await ends(third.id))[0], firstEnd);
    await call(first.id, 'refund', { reason: 'Bought twice', endPackage: true });
    const [from, until] = await ends(third.id);
    assert.ok(Math.abs(Number(from) - Date.now()) < 60_000, 'it runs now');
    assert.ok(Math.abs(Number(until) - Number(from) - 86_400_000) < 1000, 'for its whole day');
  });

  test('counts at what has arrived: as the provider told, else as the operator has seen, else as asked', async () => {
    const told = await begin();
    gateway.misbehave({ takesMinor: 1500 });
    await gateway.pay(referenceOf(told));
    gateway.misbehave({ takesMinor: null });
    await askProvider(api.parts, told.id);
    const other = await call(told.id, 'approve', { receivedMinor: 2000 });
    assert.deepEqual(
      [other.status, Object.keys(other.body['error']?.['fields'] ?? {})],
      [400, ['receivedMinor']],
    );
    const seen = await begin('mobile');
    sure(await enterReference(api.parts, seen, 'LITTLE1234'));
    for (const [payment, input, minor] of [
      [told, {}, 1500],
      [seen, { receivedMinor: 1200 }, 1200],
      [await begin('cash'), {}, 2000],
    ] as const) {
      const { body, text } = await call(payment.id, 'approve', input);
      assert.deepEqual(
        [body['receivedMinor'], body['receivedCurrency'], body['amountMinor']],
        [minor, 'BDT', 2000],
        text,
      );
      const more = await call(payment.id, 'refund', { amountMinor: minor + 1, reason: 'All of it' });
      assert.equal(more.body['error']?.['code'], 'refund-too-large');
      const all = await call(payment.id, 'refund', { reason: 'All of it' });
      assert.equal(all.body['refundedMinor'], minor);
    }
  });

  test('in other money counts in that, also where it is refunded', async () => {
    const payment = await begin();
    gateway.misbehave({ takesMinor: 30, takesCurrency: 'USD' });
    await gateway.pay(referenceOf(payment));
    gateway.misbehave({ takesMinor: null, takesCurrency: null });
    await askProvider(api.parts, payment.id);
    const { body } = await call(payment.id, 'approve', {});
    assert.deepEqual([body['receivedMinor'], body['receivedCurrency']], [30, 'USD']);
    assert.equal((await call(payment.id, 'refund', { reason: 'x' })).body['refundedMinor'], 30);
  });

  test('only then: what nobody has confirmed cannot be refunded', async () => {
    const typed = await begin('mobile');
    sure(await enterReference(api.parts, typed, 'CLAIMED123'));
    for (const { id } of [await begin('cash'), typed]) {
      const refused = await call(id, 'refund', { reason: 'Nothing was handed over' });
      assert.deepEqual([refused.status, refused.body['error']?.['code']], [409, 'nothing-arrived']);
      assert.equal((await now(id)).state, 'to-approve');
    }
  });

  test('of which more arrived is refunded whole, and never counted as sold', async () => {
    const payment = await begin();
    gateway.misbehave({ takesMinor: 5000 });
    await gateway.pay(referenceOf(payment));
    gateway.misbehave({ takesMinor: null });
    await askProvider(api.parts, payment.id);
    const refunded = await call(payment.id, 'refund', { reason: 'Wrong amount' });
    assert.equal(refunded.body['refundedMinor'], 5000);
    assert.equal(refunded.body['paidAt'], null);
  });
});

test('what a gateway answered in its own words is told to those alone who set it up or pay back', async () => {
  const payment = await begin();
  gateway.misbehave({ isInTrouble: true });
  await askProvider(api.parts, payment.id);
  gateway.misbehave({ isInTrouble: false });
  for (const [role, isTold] of [
    ['owner', true],
    ['manager', true],
    ['sales', false],
    ['support', false],
    ['read-only', false],
  ] as const) {
    const headers = { Authorization: `Bearer ${await api.token(role)}` };
    const { body, text } = await api.call('GET', `/payments/${payment.id}`, undefined, headers);
    const asked = (body['events'] as unknown as Json[]).find(({ kind }) => String(kind) === 'ask');
    assert.equal(String(asked?.['outcome']), 'nothing', text);
    assert.equal(text.includes('503'), isTold, role);
  }
});

test('a customer begins only so many payments in an hour', async () => {
  const customerId = await addTestGuest(api);
  let refused = 0;
  for (let n = 0; n < 35; n++) {
    const servicePackageId = await addTestPackage(api);
    const begun = await beginTestPayment(api, {
      customerId,
      servicePackageId,
      paymentMethodId: methods.mobile,
    });
    if (isRefused(begun)) refused += 1;
  }
  assert.equal(refused, 5);
});

test('lists are filtered by state, way to pay, customer, time and whose name it is', async () => {
  const customerId = await addTestGuest(api, { name: 'Rahima Begum', phone: '+8801712345678' });
  const payment = await begin('cash', { customerId });
  const listed = async (query: string) => {
    const { body, status, text } = await api.call('GET', `/payments?${query}&count=true`);
    assert.equal(status, 200, text);
    const items = body['items'] as unknown as Json[];
    assert.equal(Number(body['total']), items.length);
    return items.map(({ id }) => Number(id));
  };
  const own = `customerId=${customerId}`;
  assert.deepEqual(await listed(own), [payment.id]);
  assert.deepEqual(await listed(`${own}&state=to-approve&paymentMethodId=${methods.cash}`), [payment.id]);
  assert.deepEqual(await listed(`${own}&state=paid`), []);
  assert.deepEqual(await listed(`${own}&needsPerson=false`), []);
  assert.deepEqual(await listed(`${own}&from=${new Date(Date.now() + 60_000).toISOString()}`), []);
  for (const search of ['rahima', '01712 345', `%23${payment.id}`])
    assert.ok((await listed(`search=${search}`)).includes(payment.id), search);
});

describe('money that comes after somebody has decided', () => {
  /** So much arrives at the gateway, and we ask. */
  async function arrives(payment: Payment, minor: number): Promise<Payment> {
    await believe(api.parts, payment.id, {
      told: 'paid',
      amount: { minor, currency: 'BDT' },
      providerReference: payment.provider_reference,
    });
    return now(payment.id);
  }
  const isWaiting = async ({ id, customer_id }: Payment) => {
    const { body } = await api.call('GET', `/payments?needsPerson=true&customerId=${customer_id}`);
    return (body['items'] as unknown as Json[]).some((item) => String(item['id']) === String(id));
  };

  test('a refunded payment is asked about on, also by a callback, and what comes then waits for a person', async () => {
    const payment = await begin();
    gateway.misbehave({ takesMinor: 500 });
    await gateway.pay(referenceOf(payment));
    gateway.misbehave({ takesMinor: null });
    await askProvider(api.parts, payment.id);
    assert.equal((await call(payment.id, 'refund', { reason: 'Too little' })).status, 200);
    assert.notEqual((await now(payment.id)).ask_at, null);
    await askAll(1);
    assert.equal((await now(payment.id)).state, 'refunded', 'the same is no news');
    const asked = (await now(payment.id)).asked_times;
    await askProvider(api.parts, payment.id);
    assert.equal((await now(payment.id)).asked_times, asked + 1);
    const after = await arrives(payment, 2000);
    assert.deepEqual(
      [after.state, after.review_reason, after.told_minor],
      ['to-approve', 'after-refund', 2000],
    );
    assert.equal(await packagesOf(payment.customer_id), 0, 'nothing is given by itself');
    assert.ok(await isWaiting(payment));
    assert.ok((await storyOf(payment.id)).includes('state: to-approve'));
  });

  test('one that was paid and refunded is asked about again, until a week is over', async () => {
    const payment = await begin();
    await gateway.pay(referenceOf(payment));
    await askProvider(api.parts, payment.id);
    assert.equal((await now(payment.id)).ask_at, null);
    await call(payment.id, 'refund', { reason: 'Slow' });
    assert.notEqual((await now(payment.id)).ask_at, null);
    const old = await begin('hosted');
    await call(old.id, 'approve', {});
    await api.database.pool.query(
      `update payments set created_at = now() - interval '8 days' where id = $1`,
      [old.id],
    );
    await call(old.id, 'refund', { reason: 'Slow' });
    assert.equal((await now(old.id)).ask_at, null);
  });

  test('is counted as a payment of its own: what was sold and paid back stays as it was', async () => {
    const payment = await begin();
    await call(payment.id, 'approve', {});
    await call(payment.id, 'refund', { amountMinor: 1500, reason: 'Slow' });
    const before = await now(payment.id);
    await arrives(payment, 3000);
    const counted = await call(payment.id, 'approve', { receivedMinor: 1000, reason: 'Paid once more' });
    assert.equal(counted.status, 200, counted.text);
    const stands = await now(payment.id);
    assert.deepEqual(
      [stands.state, stands.paid_at, stands.received_minor, stands.refunded_minor, stands.refunded_at],
      ['refunded', before.paid_at, 2000, 1500, before.refunded_at],
    );
    const { body } = await api.call('GET', `/payments?customerId=${payment.customer_id}`);
    const more = (body['items'] as unknown as Json[])[0];
    assert.deepEqual(
      [more?.['state'], more?.['receivedMinor'], more?.['continuesId']],
      ['paid', 1000, String(payment.id)],
    );
    assert.equal(await packagesOf(payment.customer_id), 2);
    assert.ok((await storyOf(payment.id)).includes('continued: counted'));
    assert.equal((await arrives(payment, 3000)).state, 'refunded', 'the same is heard once');
    await arrives(payment, 5000);
    const back = await call(payment.id, 'refund', { amountMinor: 2000, reason: 'Paid by mistake' });
    assert.equal(back.status, 200, back.text);
    assert.deepEqual(
      [(await now(payment.id)).state, (await now(payment.id)).refunded_minor],
      ['refunded', 1500],
    );
    assert.equal(await packagesOf(payment.customer_id), 2);
    const { rows } = await api.database.pool.query<{ count: number }>(
      `select count(*) from payments where continues_id = $1 and state = 'refunded' and refunded_minor = 2000 and paid_at is null`,
      [payment.id],
    );
    assert.equal(rows[0]?.count, 1);
  });

  test('may be left as it is, with a reason', async () => {
    const payment = await begin();
    await call(payment.id, 'approve', {});
    await call(payment.id, 'refund', { reason: 'Slow' });
    await arrives(payment, 3000);
    const left = await call(payment.id, 'refuse', { reason: 'The gateway is mistaken' });
    assert.deepEqual([left.body['state'], left.body['needsPerson']], ['refunded', false]);
  });

  test('after a refusal of wrong money waits for a person, though it is the right amount', async () => {
    const payment = await begin();
    await arrives(payment, 500);
    await call(payment.id, 'refuse', { reason: 'Paid back in cash' });
    const after = await arrives(payment, 2000);
    assert.deepEqual([after.state, after.review_reason], ['to-approve', 'after-refusal']);
    assert.equal(await packagesOf(payment.customer_id), 0);
    assert.equal((await arrives(payment, 2000)).state, 'to-approve');
    assert.equal((await call(payment.id, 'approve', {})).body['state'], 'paid');
  });

  test('what an operator refused unseen is theirs in the story, and what follows is not called theirs', async () => {
    for (const [minor, state] of [
      [500, 'to-approve'],
      [2000, 'paid'],
    ] as const) {
      const payment = await begin();
      await call(payment.id, 'refuse', { reason: 'Nothing came' });
      const after = await arrives(payment, minor);
      assert.deepEqual([after.state, after.decided_by, after.decision_reason], [state, null, null]);
      const { body } = await api.call('GET', `/payments/${payment.id}`);
      const refusal = (body['events'] as unknown as Json[]).find(
        (event) => String(event['outcome']) === 'refused',
      );
      assert.deepEqual(refusal?.['facts'] as unknown, { reason: 'Nothing came', by: 'Test token' });
      const { rows } = await api.database.pool.query(
        `select actor_name from audit_log where subject_id = $1 and subject_kind = 'payment' order by id desc limit 1`,
        [String(payment.id)],
      );
      if (state === 'to-approve') assert.equal(rows[0].actor_name, 'Payments');
    }
  });
});
