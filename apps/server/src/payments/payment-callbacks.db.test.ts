import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import type { FakeGateway, Misbehaviour } from '../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { buildPortalServer } from '../http/portal-server.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { findPayment, type Payment } from './find-payment.ts';
import { paymentReference } from './payment-link.ts';
import { receiveCallback } from './receive-callback.ts';
import { trimStrayCallbacks } from './trim-stray-callbacks.ts';
import { addTestGuest, addTestMethod, addTestPackage, beginTestPayment, sure } from './testing.ts';

let api: TestApi;
let gateway: FakeGateway;
let portal: Server;
let origin = '';
let method = 0;
let pack = 0;

const WELL: Partial<Misbehaviour> = {
  losesCallbacks: false,
  callbackDelayMs: 0,
  sendsCallbacks: 1,
  takesMinor: null,
  takesCurrency: null,
};

before(async () => {
  [api, gateway] = await Promise.all([openTestApi(), startFakeGateway()]);
  const { fetch } = buildPortalServer(api.parts, { leadsToHttps: false });
  portal = createAdaptorServer({ fetch, createServer }) as Server;
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  method = await addTestMethod(api, gateway.method());
  pack = await addTestPackage(api);
});
after(async () => {
  portal.close();
  portal.closeAllConnections();
  await gateway.close();
  await api.close();
});
beforeEach(async () => {
  gateway.misbehave(WELL);
  await api.database.pool.query('delete from portal_tries');
});

const referenceOf = ({ id }: Pick<Payment, 'id'>) => paymentReference(api.parts.secretBox, id);

async function begin(): Promise<Payment> {
  const customerId = await addTestGuest(api);
  const wish = { customerId, servicePackageId: pack, paymentMethodId: method };
  return sure(await beginTestPayment(api, { ...wish, portalOrigin: origin }));
}

/** How it stands once it is as expected, or after all the time that a provider is given. */
async function standing({ id }: Payment, expected: Payment['state']): Promise<Payment> {
  for (let round = 0; ; round += 1) {
    const payment = await findPayment(api.database.db, id);
    assert.ok(payment);
    if (payment.state === expected || round > 100) return payment;
    await sleep(30);
  }
}

/** Long enough for what would be wrong to happen. */
const aWhile = () => sleep(250);

async function eventsOf({ id }: Payment): Promise<string[]> {
  const { rows } = await api.database.pool.query(
    `select outcome from payment_events where payment_id = $1 and kind = 'callback' order by id`,
    [id],
  );
  return rows.map(({ outcome }) => outcome);
}

async function packagesOf({ customer_id }: Payment): Promise<number> {
  const { rows } = await api.database.pool.query(
    'select count(*)::int as count from subscriptions where customer_id = $1',
    [customer_id],
  );
  return rows[0].count;
}

async function call(path: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin}${path}`, { method: 'POST', body, headers });
  return { status: response.status, text: await response.text() };
}

describe('a callback', () => {
  test('makes us ask: the money is believed and the package given', async () => {
    const payment = await begin();
    await gateway.pay(referenceOf(payment));
    assert.equal((await standing(payment, 'paid')).state, 'paid');
    assert.deepEqual([await eventsOf(payment), await packagesOf(payment)], [['heard'], 1]);
  });

  test('that is forged is refused, seen by operators, and gives nothing though it says that all is paid', async () => {
    const payment = await begin();
    gateway.misbehave({ losesCallbacks: true });
    assert.equal(await gateway.sendCallback(referenceOf(payment), { forged: true }), 400);
    await aWhile();
    assert.equal((await standing(payment, 'open')).state, 'open');
    const { rows } = await api.database.pool.query(
      `select host(source_address) as address, facts from payment_events
        where payment_method_id = $1 and outcome = 'forged' order by id desc limit 1`,
      [method],
    );
    assert.equal(rows[0].address, '127.0.0.1');
    assert.match(rows[0].facts.why, /signature is wrong/);
    const shown = (await api.call('GET', `/payment-methods/${method}`)).body['forgedCallbacks'];
    assert.equal(shown?.['address'] as unknown, '127.0.0.1');
    assert.ok(Number(shown?.['count']) >= 1);
    const metrics = await (await api.app.request('/metrics')).text();
    assert.match(metrics, /gatehouse_payment_callbacks\{outcome="forged"\} [1-9]/);
  });

  test('that is signed and says paid is not believed: the gateway, asked, says that nothing came', async () => {
    const payment = await begin();
    assert.equal(await gateway.sendCallback(referenceOf(payment)), 200);
    await aWhile();
    assert.equal((await standing(payment, 'open')).state, 'open');
    assert.equal(await packagesOf(payment), 0);
  });

  test('that comes ten times at once and again later gives one package', async () => {
    const payment = await begin();
    gateway.misbehave({ sendsCallbacks: 10 });
    await gateway.pay(referenceOf(payment));
    await standing(payment, 'paid');
    for (let round = 0; round < 3; round += 1) await gateway.sendCallback(referenceOf(payment));
    await aWhile();
    const events = await eventsOf(payment);
    assert.deepEqual([events.filter((outcome) => outcome === 'heard').length, events.length], [1, 13]);
    assert.equal(await packagesOf(payment), 1);
  });

  test('that is late counts all the same, though the payment has expired', async () => {
    const payment = await begin();
    await api.database.pool.query(`update payments set state = 'expired' where id = $1`, [payment.id]);
    await gateway.pay(referenceOf(payment));
    assert.equal((await standing(payment, 'paid')).state, 'paid');
  });

  for (const [what, how] of [
    ['wrong-amount', { takesMinor: 1 }],
    ['wrong-currency', { takesCurrency: 'USD' }],
  ] as const)
    test(`of a ${what.replace('-', ' ')} gives nothing, and a person decides`, async () => {
      const payment = await begin();
      gateway.misbehave(how);
      await gateway.pay(referenceOf(payment));
      const after = await standing(payment, 'to-approve');
      assert.deepEqual([after.state, after.review_reason], ['to-approve', what]);
      assert.equal(await packagesOf(payment), 0);
    });

  test('tells nobody whether there is such a payment', async () => {
    const payment = await begin();
    const paths = await api.database.pool.query('select callback_token from payment_methods where id = $1', [
      method,
    ]);
    const path = `/pay/${paths.rows[0].callback_token}`;
    const forged = [
      JSON.stringify({ payment: { reference: referenceOf(payment) } }),
      '{"payment":{}}',
      '',
      'x=y',
    ];
    const answers = await Promise.all([
      ...forged.map((body) => call(path, body)),
      ...forged.map((body) => call('/pay/no-such-token', body)),
    ]);
    assert.deepEqual(
      [...new Set(answers.map((answer) => JSON.stringify(answer)))],
      [JSON.stringify({ status: 400, text: 'Not taken.\n' })],
    );
  });

  test('that says which payment by the gateway’s own name finds it among its own way to pay alone', async () => {
    const payment = await begin();
    const stranger = await addTestMethod(api, gateway.method('Another one'));
    await api.database.pool.query('update payments set payment_method_id = $1 where id = $2', [
      stranger,
      payment.id,
    ]);
    gateway.misbehave({ losesCallbacks: true });
    await gateway.pay(referenceOf(payment));
    assert.equal(await gateway.sendCallback(referenceOf(payment)), 200);
    await aWhile();
    assert.equal((await standing(payment, 'open')).state, 'open');
  });

  test('too many from one address wait, and more than a callback has is not read', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 125; round += 1) statuses.push((await call('/pay/guess', '{}')).status);
    assert.deepEqual([statuses[0], statuses.at(-1)], [400, 429]);
    assert.equal((await call('/pay/guess', 'x'.repeat(65 * 1024))).status, 413);
  });

  test('noted is asked about by the job, where the process died before it asked', async () => {
    const payment = await begin();
    gateway.misbehave({ losesCallbacks: true });
    await gateway.pay(referenceOf(payment));
    await api.database.pool.query(
      `update payments set ask_at = trusted_now() + interval '1 day' where id = $1`,
      [payment.id],
    );
    await gateway.goAway();
    const { ask_at: later } = await standing(payment, 'open');
    const { rows } = await api.database.pool.query(
      'select callback_token from payment_methods where id = $1',
      [method],
    );
    const heard = await receiveCallback(api.parts, rows[0].callback_token, signedCallback(payment), null);
    assert.deepEqual(heard, { heard: 'first', paymentId: payment.id });
    const { ask_at: soon } = await standing(payment, 'open');
    assert.ok(Number(soon) < Number(later) && Number(soon) <= Date.now() + 1000);
    await gateway.comeBack();
  });
});

test('what fitted no payment is forgotten after 90 days; a payment’s story never is', async () => {
  const payment = await begin();
  const days = [89, 91].map((ago) => `now() - interval '${ago} days'`);
  const { id } = payment;
  for (const at of days)
    for (const about of ['null', String(id)])
      await api.database.pool.query(
        `insert into payment_events (payment_id, payment_method_id, kind, outcome, at) values (${about}, ${method}, 'callback', 'old', ${at})`,
      );
  assert.equal(await trimStrayCallbacks(api.database.db), 1);
  assert.equal((await eventsOf(payment)).length, 2);
});

/** As the gateway signs it, without being sent. */
function signedCallback(payment: Payment) {
  const body = JSON.stringify({ id: 'evt_kept', payment: { reference: referenceOf(payment) } });
  const secret = gateway.method().settings['callbackSecret'] ?? '';
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return {
    method: 'POST',
    query: new Map<string, string>(),
    headers: new Map([['x-fake-signature', signature]]),
    body: Buffer.from(body),
    now: Date.now(),
  };
}
