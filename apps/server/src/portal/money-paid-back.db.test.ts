import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { believe } from '../payments/believe-payment.ts';
import { addTestGuest, addTestMethod, addTestPackage } from '../payments/testing.ts';
import { paymentLink } from '../payments/payment-link.ts';
import { startFakeGateway } from '../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import type { FakeGateway } from '../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { portalRoutes } from './portal.routes.ts';
import { type AskPortal, titleOf, visitPortal } from './testing.ts';

let api: TestApi;
let gateway: FakeGateway;
let portal: ReturnType<typeof portalRoutes>;
let zoneId: number;
let day: number;
let method: number;
before(async () => {
  [api, gateway] = await Promise.all([openTestApi(), startFakeGateway()]);
  portal = portalRoutes(api.parts);
  const { body } = await api.call('POST', '/hotspot-zones', { name: 'Beach', ssid: 'Beach' });
  zoneId = Number(body['id']);
  day = await addTestPackage(api, { name: 'Day', priceMinor: 3000 });
  method = await addTestMethod(api, gateway.method('Purse'));
});
after(async () => {
  await gateway.close();
  await api.close();
});

type Buyer = { readonly ask: AskPortal; readonly id: number; readonly customerId: number };

async function buy(): Promise<Buyer> {
  const customerId = await addTestGuest(api);
  const ask = await visitPortal(api, portal, zoneId, customerId);
  const key = /name="key" value="([^"]+)"/.exec((await ask(`/buy/${day}`)).text)?.[1] ?? assert.fail();
  const { location } = await ask(`/buy/${day}`, { key, method: String(method) });
  const id = Number(/^\/payments\/(\d+)/.exec(location ?? '')?.[1] ?? assert.fail(String(location)));
  return { ask, id, customerId };
}

/** So much is at the gateway by now, and we ask. */
const arrives = (id: number, minor: number) =>
  believe(api.parts, id, { told: 'paid', amount: { minor, currency: 'BDT' }, providerReference: null });

async function decide(id: number, verb: string, body: Record<string, unknown>): Promise<void> {
  const { status, text } = await api.call('POST', `/payments/${id}/${verb}`, body);
  assert.equal(status, 200, text);
}

const link = (id: number) => portal.request(`/p/${paymentLink(api.parts.secretBox, id)}`);
const plain = (text: string) => text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('money that comes after a payment was decided about', () => {
  test('is told as what it is while a person looks at it, in every language', async () => {
    const back = await buy();
    await arrives(back.id, 1000);
    assert.equal(titleOf(await back.ask(`/payments/${back.id}`)), 'Another amount has arrived');
    await decide(back.id, 'refund', { reason: 'Too little' });
    await arrives(back.id, 3000);
    const refused = await buy();
    await arrives(refused.id, 1000);
    await decide(refused.id, 'refuse', { reason: 'Too little' });
    await arrives(refused.id, 3000);
    for (const [{ ask, id }, words] of [
      [back, /It came after the money of this payment was given back\. Somebody looks at it/],
      [refused, /It came after this payment was not accepted\. Somebody looks at it/],
    ] as const) {
      const page = await ask(`/payments/${id}`);
      assert.equal(titleOf(page), 'Money has arrived');
      assert.match(page.text, words);
      assert.doesNotMatch(page.text, /is not the/);
      for (const language of ['bn', 'ar', 'es']) {
        const { text } = await ask(`/payments/${id}?lang=${language}`);
        assert.doesNotMatch(
          text,
          /Another amount|Money has arrived|Otra cantidad|otra cantidad|অন্য অঙ্ক|مبلغ مختلف/,
        );
      }
    }
  });

  test('and counts, takes the visitor on from the page where they wait, and by the link', async () => {
    const { ask, id, customerId } = await buy();
    await arrives(id, 1000);
    await decide(id, 'refund', { reason: 'Too little' });
    const over = await ask(`/payments/${id}`);
    assert.equal(titleOf(over), 'Paid back');
    assert.match(over.text, new RegExp(`/payments/${id}\\?back=1">Look again`));
    await arrives(id, 3000);
    await api.database.pool.query(
      `update payments set begun_at = begun_at - interval '1 minute', asked_at = begun_at where id = $1`,
      [id],
    );
    const waiting = ask(`/payments/${id}?again=1`);
    await decide(id, 'approve', { receivedMinor: 3000 });
    assert.equal((await waiting).location, '/go');
    assert.equal((await ask(`/payments/${id}`)).location, '/go');
    await api.database.pool.query(
      `update portal_visits set redirect = jsonb_set(redirect::jsonb, '{outcome}', '"online"') where customer_id = $1`,
      [customerId],
    );
    const { location } = await ask(`/payments/${id}`);
    assert.match(location ?? '', /^\/devices\?paid=\d+$/);
    assert.match((await ask(location ?? '')).text, /Paid: Day is yours\./);
    const linked = await link(id);
    const text = await linked.text();
    assert.equal(titleOf({ text }), 'Paid');
    assert.match(text, /its page goes on by itself/);
  });

  test('is asked about where whoever was paid back looks again', async () => {
    const { ask, id } = await buy();
    await arrives(id, 1000);
    await decide(id, 'refund', { reason: 'Too little' });
    const { reference } = gateway.payments().at(-1) ?? assert.fail();
    await gateway.pay(reference);
    assert.equal(titleOf(await ask(`/payments/${id}?back=1`)), 'Money has arrived');
  });

  test('and is only paid back once more changes nothing', async () => {
    const { ask, id } = await buy();
    await arrives(id, 3000);
    await decide(id, 'refund', { amountMinor: 1000, reason: 'Slow' });
    await arrives(id, 5000);
    await decide(id, 'refund', { amountMinor: 2000, reason: 'By mistake' });
    assert.match(
      plain((await ask(`/payments/${id}`)).text),
      /10\.00 of .*30\.00 was given back\. Your package goes on\./,
    );
  });
});

describe('a refund', () => {
  test('of a part says which, and that the package goes on: there is nothing to begin again', async () => {
    const { ask, id } = await buy();
    await arrives(id, 3000);
    await decide(id, 'refund', { amountMinor: 1000, reason: 'Slow' });
    const page = await ask(`/payments/${id}`);
    assert.equal(titleOf(page), 'Partly paid back');
    assert.match(plain(page.text), /10\.00 of .*30\.00 was given back\. Your package goes on\./);
    assert.doesNotMatch(page.text, /Begin again/);
    const linked = plain(await (await link(id)).text());
    assert.match(linked, /10\.00 of .*30\.00 was given back\. Your package goes on\./);
  });

  test('of a part with the package ended does not say that it goes on', async () => {
    const { ask, id } = await buy();
    await arrives(id, 3000);
    await decide(id, 'refund', { amountMinor: 1000, reason: 'Slow', endPackage: true });
    const page = await ask(`/payments/${id}`);
    assert.match(plain(page.text), /10\.00 of .*30\.00 was given back\./);
    assert.doesNotMatch(page.text, /goes on/);
    assert.match(page.text, /Begin again/);
  });

  test('of all of it with the package left says so', async () => {
    const { ask, id } = await buy();
    await arrives(id, 3000);
    await decide(id, 'refund', { reason: 'Slow' });
    const page = await ask(`/payments/${id}`);
    assert.equal(titleOf(page), 'Paid back');
    assert.match(page.text, /was given back\. Your package goes on\./);
  });
});
