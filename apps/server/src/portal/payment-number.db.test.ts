import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FakeGateway } from '../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { isRefused } from '../outcome.ts';
import { addTestGuest, addTestPackage, beginTestPayment } from '../payments/testing.ts';
import { portalRoutes } from './portal.routes.ts';
import { type AskPortal, titleOf, visitPortal } from './testing.ts';

let api: TestApi;
let gateway: FakeGateway;
let portal: ReturnType<typeof portalRoutes>;
let zoneId: number;
let day: number;
/** Asks on a telephone: there is no page to go to. */
let push: string;
before(async () => {
  [api, gateway] = await Promise.all([openTestApi(), startFakeGateway()]);
  portal = portalRoutes(api.parts);
  zoneId = Number(await add('/hotspot-zones', { name: 'Beach', ssid: 'Beach', phoneCountryCode: '254' }));
  day = await addTestPackage(api, { name: 'Day', currency: 'KES', priceMinor: 5000 });
  const { settings, ...method } = gateway.method('M-Pesa');
  const beginBody = String(settings['beginBody']).replace(
    '{{returnUrl}}',
    'http://asked.example/{{phoneDigits}}',
  );
  push = await add('/payment-methods', { ...method, settings: { ...settings, beginBody, payUrlPath: '' } });
});
after(async () => {
  await gateway.close();
  await api.close();
});

async function add(path: string, body: Record<string, unknown>): Promise<string> {
  const { status, body: made, text } = await api.call('POST', path, body);
  assert.equal(status, 201, text);
  return String(made['id']);
}
const arrive = async (fields: Record<string, unknown> = {}) =>
  visitPortal(api, portal, zoneId, await addTestGuest(api, fields));
const asked = () => gateway.payments().map(({ returnUrl }) => returnUrl.replace('http://asked.example/', ''));

async function tapTwice(ask: AskPortal, more: Record<string, string> = {}) {
  const { text } = await ask(`/buy/${day}`);
  const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? assert.fail(text.slice(-600));
  return { key, page: await ask(`/buy/${day}`, { key, method: push, ...more }) };
}

test('who is known by no number types one, in any form, and is asked there', async () => {
  const ask = await arrive();
  const { key, page } = await tapTwice(ask);
  assert.equal(titleOf(page), 'Your mobile number');
  assert.match(page.text, /M-Pesa asks you on your phone for .*50\.00/);
  assert.match(page.text, new RegExp(`name="method" value="${push}"`));
  assert.equal(asked().length, 0);
  const wrong = await ask(`/buy/${day}`, { key, method: push, number: '12' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /This is no mobile number[\s\S]*value="12"/);
  const begun = await ask(`/buy/${day}`, { key, method: push, number: '0712 345-678' });
  assert.equal(begun.status, 303, begun.text);
  assert.deepEqual(asked(), ['254712345678']);
  const waits = await ask(String(begun.location).replace(/\?.*/, ''));
  assert.equal(titleOf(waits), 'Confirm on your phone');
  assert.match(waits.text, /\+254712345678/);
  // The same form once more, and the same payment.
  const again = await ask(`/buy/${day}`, { key, method: push, number: '+254712345678' });
  assert.equal(again.location?.replace(/\?.*/, ''), begun.location?.replace(/\?.*/, ''));
  // A slip of the finger asked a stranger: another number is another payment.
  const other = await ask(`/buy/${day}`, { key, method: push, number: '0712345679' });
  assert.notEqual(other.location?.replace(/\?.*/, ''), begun.location?.replace(/\?.*/, ''));
  assert.deepEqual(asked(), ['254712345678', '254712345679']);
});

test('whose number we know is asked there at once; one that an operator wrote as people do, too', async () => {
  const before = asked().length;
  for (const phone of ['+254733000111', '0733 000 222']) {
    const { page } = await tapTwice(await arrive({ phone }));
    assert.equal(page.status, 303, page.text);
  }
  assert.deepEqual(asked().slice(before), ['254733000111', '254733000222']);
});

test('where the gateway was away, trying again needs no second typing', async () => {
  const ask = await arrive();
  gateway.misbehave({ isInTrouble: true });
  const { page } = await tapTwice(ask, { number: '0711222333' });
  assert.match(page.text, /M-Pesa does not answer/);
  const { rows } = await api.database.pool.query(
    'select id, asked_phone from payments order by id desc limit 1',
  );
  assert.equal(rows[0].asked_phone, '+254711222333');
  gateway.misbehave({ isInTrouble: false });
  const begun = await ask(`/payments/${rows[0].id}/begin`, {});
  assert.equal(begun.status, 303);
  assert.equal(asked().at(-1), '254711222333');
});

test('where the gateway refuses, the visitor reads so, and can mend the number there', async () => {
  const ask = await arrive({ phone: '+254733000999' });
  gateway.misbehave({ refuses: true });
  const { key, page } = await tapTwice(ask);
  assert.equal(page.status, 422);
  assert.match(page.text, /M-Pesa refused this payment\. Nothing was paid\. Check the number/);
  assert.doesNotMatch(page.text, /does not answer/);
  assert.match(page.text, /value="\+254733000999"/);
  const { rows } = await api.database.pool.query('select id from payments order by id desc limit 1');
  assert.match((await ask(`/payments/${rows[0].id}`)).text, /M-Pesa refused this payment/);
  const { body } = await api.call('GET', `/payments/${rows[0].id}`);
  const events = body['events'] as unknown as { kind: string; outcome: string; facts: { why: string } }[];
  const [begun] = events.filter(({ kind }) => kind === 'begin');
  assert.equal(begun?.outcome, 'refused');
  assert.match(begun?.facts.why ?? '', /answered 400: .*Invalid PhoneNumber/);
  gateway.misbehave({ refuses: false });
  const mended = await ask(`/buy/${day}`, { key, method: push, number: '0711222444' });
  assert.equal(mended.status, 303);
  assert.equal(asked().at(-1), '254711222444');
});

test('a gateway of whole amounts is offered for no price with cents, and takes none by force', async () => {
  const { settings, ...method } = gateway.method('Whole');
  const beginBody = String(settings['beginBody']).replace('{{amountMinor}}', '{{amountWhole}}');
  const whole = await add('/payment-methods', { ...method, settings: { ...settings, beginBody } });
  const cents = await addTestPackage(api, { name: 'Cents', currency: 'KES', priceMinor: 3050 });
  const ask = await arrive({ phone: '+254733000888' });
  const button = new RegExp(`name="method" value="${whole}"`);
  assert.match((await ask(`/buy/${day}`)).text, button);
  const { text } = await ask(`/buy/${cents}`);
  assert.doesNotMatch(text, button);
  const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? assert.fail(text.slice(-600));
  const forced = await ask(`/buy/${cents}`, { key, method: whole });
  assert.equal(titleOf(forced), 'How will you pay?');
  const refused = await beginTestPayment(api, {
    customerId: await addTestGuest(api),
    servicePackageId: cents,
    paymentMethodId: Number(whole),
  });
  assert.ok(isRefused(refused));
  assert.equal(refused.refused, 'payment-method-unusable');
  assert.match(refused.message ?? '', /^Whole cannot take KES 30\.50: .* whole amounts only/);
});
