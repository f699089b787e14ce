import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startFakeGateway } from '../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { isRefused } from '../outcome.ts';
import { askProvider, believe } from './believe-payment.ts';
import { expirePayments } from './expire-payments.ts';
import { findToldPayment } from './find-payment.ts';
import { openTestTill } from './testing/test-till.ts';
import { addTestGuest, addTestMethod, addTestPackage, beginTestPayment, sure } from './testing.ts';

const till = await openTestTill();
const { api, gateway, day, methods, begin, now, referenceOf, packagesOf, storyOf, call, askAll } = till;
after(till.close);

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
