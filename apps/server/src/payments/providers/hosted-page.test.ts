import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FakeGateway, Misbehaviour } from '../../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { hostedPage } from './hosted-page.ts';
import { openProviderIo } from './open-provider-io.ts';
import type { HostedWay, Intent, Told } from './provider.ts';

const io = openProviderIo({
  ownPorts: () => ({ here: new Set<number>(), anywhere: new Set<number>() }),
  now: Date.now,
});
const way = hostedPage.way as HostedWay<unknown>;
let gateway: FakeGateway;
let serial = 0;

const WELL: Partial<Misbehaviour> = {
  losesCallbacks: true,
  takesMinor: null,
  takesCurrency: null,
  isInTrouble: false,
  hangs: false,
};

before(async () => {
  gateway = await startFakeGateway();
});
after(() => gateway.close());
beforeEach(() => gateway.misbehave(WELL));

const settings = (change: Record<string, string> = {}) =>
  hostedPage.settings.parse({ ...gateway.method().settings, ...change });

function newIntent(change: Partial<Intent> = {}): Intent {
  serial += 1;
  return {
    paymentId: serial,
    reference: `ref-${serial}`,
    amount: { minor: 4999, currency: 'BDT' },
    description: 'Day "pass" & বাংলা',
    phone: null,
    returnUrl: 'https://wifi.example/p/1',
    callbackUrl: 'http://127.0.0.1:1/',
    ...change,
  };
}

describe('a payment on a gateway’s page', () => {
  test('begins with the page to pay on, is pending until somebody pays, and then says what was paid', async () => {
    const intent = newIntent();
    const begun = await way.begin(settings(), intent, io);
    assert.ok(begun.begun, JSON.stringify(begun));
    const ask = () => way.askAbout(settings(), intent, begun.providerReference, io);
    assert.equal(begun.payUrl, gateway.find(intent.reference).payUrl);
    assert.deepEqual(await ask(), { told: 'pending' });
    await gateway.pay(intent.reference);
    assert.deepEqual(await ask(), {
      told: 'paid',
      amount: { minor: 4999, currency: 'BDT' },
      providerReference: begun.providerReference,
    });
  });

  test('that is begun twice is one payment', async () => {
    const intent = newIntent();
    const [first, again] = [await way.begin(settings(), intent, io), await way.begin(settings(), intent, io)];
    assert.ok(first.begun);
    assert.deepEqual(first, again);
  });

  test('that was cancelled has failed', async () => {
    const intent = newIntent();
    await way.begin(settings(), intent, io);
    await gateway.cancel(intent.reference);
    assert.deepEqual(await way.askAbout(settings(), intent, null, io), { told: 'failed' });
  });

  test('another amount or currency is told as it is, for whoever compares it', async () => {
    gateway.misbehave({ takesMinor: 100, takesCurrency: 'USD' });
    const intent = newIntent();
    await way.begin(settings(), intent, io);
    await gateway.pay(intent.reference);
    const told = await way.askAbout(settings(), intent, null, io);
    assert.ok(told.told === 'paid');
    assert.deepEqual(told.amount, { minor: 100, currency: 'USD' });
  });

  test('an answer about another payment, in other words or without an amount tells nothing', async () => {
    const intent = newIntent();
    await way.begin(settings(), intent, io);
    await gateway.pay(intent.reference);
    for (const [change, why] of [
      [{ askReferencePath: 'id' }, /about another payment/],
      [{ paidWords: 'settled' }, /said "paid", which no list of words has/],
      [{ amountPath: 'total' }, /no amount at total/],
      [{ currencyPath: 'money' }, /no currency at money/],
      [{ statePath: 'status' }, /nothing at status/],
      [{ itemsPath: 'attempts' }, null],
      [{ key: 'wrong-key' }, /answered 401.*It refuses the keys/],
      [{ askUrl: `${gateway.origin}/pay/none` }, /not with JSON/],
    ] as const) {
      const told = await way.askAbout(settings(change), intent, null, io);
      if (why === null) assert.equal(told.told, 'pending');
      else assert.match(told.told === 'nothing' ? told.why : told.told, why, JSON.stringify(change));
    }
  });

  test('while the gateway is in trouble or away, nothing is known, and it is said in words', async () => {
    const intent = newIntent();
    gateway.misbehave({ isInTrouble: true });
    const begun = await way.begin(settings(), intent, io);
    assert.match(begun.begun ? '' : begun.why, /answered 503: \{"error":"back soon"\}/);
    gateway.misbehave({ isInTrouble: false });
    await gateway.goAway();
    const told = await way.askAbout(settings(), intent, null, io);
    assert.match(told.told === 'nothing' ? told.why : '', /^Nothing listens at 127\.0\.0\.1:\d+\./);
    await gateway.comeBack();
    assert.equal((await way.begin(settings(), intent, io)).begun, true);
  });

  test('a gateway that takes the question and never answers is given up in time', async () => {
    const impatient = openProviderIo({
      ownPorts: () => ({ here: new Set<number>(), anywhere: new Set<number>() }),
      now: Date.now,
      answerMsMax: 80,
    });
    const intent = newIntent();
    await way.begin(settings(), intent, io);
    gateway.misbehave({ hangs: true });
    const told = await way.askAbout(settings(), intent, null, impatient);
    assert.match(told.told === 'nothing' ? told.why : '', /did not answer in time/);
    const begun = await way.begin(settings(), newIntent(), impatient);
    assert.match(begun.begun ? '' : begun.why, /did not answer in time/);
  });

  test('leads nobody to a page that is no web page, nor from https:// to http://', async () => {
    const answering = (url: string) => ({
      ...io,
      ask: async () => ({ status: 200, body: JSON.stringify({ id: '1', url }) }),
    });
    const begin = async (url: string, change = {}) =>
      (await way.begin(settings(change), newIntent(), answering(url))).begun;
    assert.equal(await begin('javascript:alert(1)'), false);
    assert.equal(await begin('data:text/html,x'), false);
    assert.equal(await begin('http://pay.example/', { beginUrl: 'https://pay.example/' }), false);
    assert.equal(await begin('https://pay.example/', { beginUrl: 'https://pay.example/' }), true);
  });

  test('is tried out without a payment: right keys are known from wrong ones', async () => {
    const [well] = await way.tryOut(settings(), newIntent(), io);
    assert.equal(well?.went, 'well', JSON.stringify(well));
    const [wrong] = await way.tryOut(settings({ key: 'nonsense-key' }), newIntent(), io);
    assert.match(wrong?.said ?? '', /refuses the keys/);
  });
});

describe('the form', () => {
  const faultAt = (change: Record<string, string>) => {
    const { error } = hostedPage.settings.safeParse({ ...gateway.method().settings, ...change });
    return error?.issues.map(({ path }) => path.join('.')) ?? [];
  };

  test('is refused at the field where it is wrong', () => {
    for (const [field, value] of [
      ['beginUrl', 'ftp://pay.example/'],
      ['beginUrl', 'https://{{account}}.example/'],
      ['beginUrl', 'http://169.254.169.254/latest'],
      ['askUrl', 'https://user:pass@pay.example/'],
      ['askUrl', ''],
      ['beginBody', '{ "amount": {{amount}'],
      ['beginBody', '{ "amount": "{{price}}" }'],
      ['beginBody', 'no form'],
      ['beginHeaders', 'Authorization'],
      ['beginHeaders', 'Host: elsewhere.example'],
      ['askHeaders', 'X-Key: {{nothing}}'],
      ['tokenBody', '{ "for": "{{reference}}" }'],
      ['pageHosts', 'https://pay.example/'],
      ['callbackSecret', ''],
      ['signatureHeader', ''],
      ['amountPath', ''],
      ['currencyPath', '=taka'],
      ['takeWords', 'agreed'],
      ['tokenSeconds', 'an hour'],
      ['amountUnit', 'as-begun'],
    ] as const) {
      const faults = faultAt({ [field]: value });
      const expected = field === 'takeWords' ? 'takeUrl' : field;
      assert.ok(faults.includes(expected), `${field}=${value}: ${faults.join()}`);
    }
    assert.deepEqual(faultAt({ askHeaders: 'Authorization: {{token}}' }), ['tokenUrl']);
    assert.deepEqual(faultAt({}), []);
  });
});

/** Answers in the order in which they are given, and keeps what was asked. */
function playing(answers: readonly (readonly [status: number, body: unknown])[]) {
  const asked: { url: string; body: string; headers: Record<string, string> }[] = [];
  const left = [...answers];
  return {
    asked,
    io: {
      ...openProviderIo({ ownPorts: () => ({ here: new Set(), anywhere: new Set() }), now: () => NOW }),
      ask: async ({ url, body, headers }: { url: string; body: string | null; headers: object }) => {
        asked.push({ url, body: body ?? '', headers: { ...headers } });
        const [status, answer] = left.shift() ?? [500, {}];
        return { status, body: typeof answer === 'string' ? answer : JSON.stringify(answer) };
      },
    },
  };
}

const NOW = Date.UTC(2026, 10, 23, 6, 50, 12);

function preset(label: RegExp) {
  const found = hostedPage.presets?.find((each) => label.test(each.label));
  const keys = { account: 'shop', username: 'user', password: 'pass', key: 'the-key', secret: 'the-secret' };
  return hostedPage.settings.parse({ ...found?.values, ...keys, callbackSecret: 'pass' });
}

describe('as their documents say', () => {
  test('Stripe: a session is made by a form, and asked about by its id; amounts are in the smallest unit', async () => {
    const intent = newIntent({ amount: { minor: 500, currency: 'USD' } });
    const url = 'https://checkout.stripe.com/c/pay/cs_1';
    const session = { id: 'cs_1', url, client_reference_id: intent.reference };
    const unpaid = {
      ...session,
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 500,
      currency: 'usd',
    };
    const { io: stripe, asked } = playing([
      [200, unpaid],
      [200, unpaid],
      [200, { ...unpaid, status: 'complete', payment_status: 'paid' }],
      [200, { ...unpaid, status: 'expired' }],
    ]);
    const begun = await way.begin(preset(/Stripe/), intent, stripe);
    assert.deepEqual(begun, { begun: true, payUrl: url, providerReference: 'cs_1' });
    const form = new URLSearchParams(asked[0]?.body);
    assert.equal(form.get('line_items[0][price_data][unit_amount]'), '500');
    assert.equal(form.get('line_items[0][price_data][currency]'), 'usd');
    assert.equal(form.get('line_items[0][price_data][product_data][name]'), intent.description);
    assert.equal(asked[0]?.headers['Idempotency-Key'], intent.reference);
    const tell = () => way.askAbout(preset(/Stripe/), intent, 'cs_1', stripe);
    const told: Told[] = [await tell(), await tell(), await tell()];
    assert.deepEqual(
      told.map((each) => each.told),
      ['pending', 'paid', 'failed'],
    );
    assert.equal(asked[1]?.url, 'https://api.stripe.com/v1/checkout/sessions/cs_1');
  });

  test('bKash: with a token that is kept, and the money is taken once the visitor agreed', async () => {
    const intent = newIntent();
    const asks = { transactionStatus: 'Initiated', amount: '49.99', currency: 'BDT' };
    const about = { ...asks, paymentID: 'TR1', merchantInvoiceNumber: intent.reference };
    const { io: bkash, asked } = playing([
      [200, { statusCode: '0000', id_token: 'tok' }],
      [200, { paymentID: 'TR1', bkashURL: 'https://payment.bkash.com/?paymentID=TR1' }],
      [200, { ...about, userVerificationStatus: 'Incomplete' }],
      [200, { ...about, userVerificationStatus: 'Complete' }],
      [200, { statusCode: '0000', transactionStatus: 'Completed' }],
      [200, { ...about, transactionStatus: 'Completed', userVerificationStatus: 'Complete' }],
    ]);
    const set = preset(/bKash/);
    assert.ok((await way.begin(set, intent, bkash)).begun);
    assert.equal(JSON.parse(asked[1]?.body ?? '').amount, '49.99');
    assert.equal(asked[1]?.headers['Authorization'], 'tok');
    assert.equal((await way.askAbout(set, intent, 'TR1', bkash)).told, 'pending');
    const paid = await way.askAbout(set, intent, 'TR1', bkash);
    assert.deepEqual(paid.told === 'paid' && paid.amount, { minor: 4999, currency: 'BDT' });
    assert.deepEqual(
      asked.map(({ url }) => new URL(url).pathname.split('/checkout').at(-1)),
      ['/token/grant', '/create', '/payment/status', '/payment/status', '/execute', '/payment/status'],
    );
  });

  test('a token that is refused is replaced once', async () => {
    const { io: bkash, asked } = playing([
      [200, { id_token: 'old' }],
      [401, { message: 'The incoming token has expired' }],
      [200, { id_token: 'new' }],
      [200, { paymentID: 'TR1', bkashURL: 'https://payment.bkash.com/' }],
    ]);
    assert.ok((await way.begin(preset(/bKash/), newIntent(), bkash)).begun);
    assert.equal(asked.at(-1)?.headers['Authorization'], 'new');
  });

  test('M-Pesa: a question on the telephone, with whole amounts; what was asked for is what is paid', async () => {
    const intent = newIntent({ amount: { minor: 5000, currency: 'KES' }, phone: '+254712345678' });
    const { io: mpesa, asked } = playing([
      [200, { access_token: 'tok' }],
      [200, { CheckoutRequestID: 'ws_CO_1', ResponseCode: '0' }],
      [500, { errorCode: '500.001.1001', errorMessage: 'The transaction is being processed' }],
      [200, { CheckoutRequestID: 'ws_CO_1', ResponseCode: '0', ResultCode: '0' }],
      [200, { CheckoutRequestID: 'ws_CO_1', ResponseCode: '0', ResultCode: 1032 }],
      [200, { CheckoutRequestID: 'ws_CO_other', ResponseCode: '0', ResultCode: '0' }],
    ]);
    const set = preset(/M-Pesa/);
    const begun = await way.begin(set, intent, mpesa);
    assert.deepEqual(begun, { begun: true, payUrl: null, providerReference: 'ws_CO_1' });
    const basic = `Basic ${Buffer.from('the-key:the-secret').toString('base64')}`;
    assert.equal(asked[0]?.headers['Authorization'], basic);
    const body = JSON.parse(asked[1]?.body ?? '');
    assert.deepEqual(
      [body.Amount, body.PhoneNumber, body.Timestamp],
      ['50', '254712345678', '20261123095012'],
    );
    assert.equal(Buffer.from(body.Password, 'base64').toString(), 'shoppass20261123095012');
    const tell = () => way.askAbout(set, intent, 'ws_CO_1', mpesa);
    assert.equal((await tell()).told, 'pending');
    const paid = await tell();
    assert.deepEqual(paid.told === 'paid' && paid.amount, intent.amount);
    assert.equal((await tell()).told, 'failed');
    assert.equal((await tell()).told, 'nothing', 'an answer about another one');
  });

  test('M-Pesa: without a number, or with a price that is not whole, nothing is asked', async () => {
    const begin = async (change: Partial<Intent>) => {
      const { io: mpesa } = playing([[200, { access_token: 'tok' }]]);
      const begun = await way.begin(preset(/M-Pesa/), newIntent(change), mpesa);
      return begun.begun ? 'begun' : begun.why;
    };
    const whole = { minor: 5000, currency: 'KES' };
    assert.match(await begin({ amount: whole }), /the visitor has no number/);
    const phone = '+254712345678';
    assert.match(
      await begin({ phone, amount: { minor: 5050, currency: 'KES' } }),
      /whole amounts only.*50\.50/,
    );
    const told = await way.askAbout(
      preset(/M-Pesa/),
      newIntent(),
      null,
      playing([[200, { access_token: 't' }]]).io,
    );
    assert.match(told.told === 'nothing' ? told.why : '', /has not told its name/);
  });

  test('M-Pesa: a price in another currency is never asked for in shillings, nor believed', async () => {
    const dollars = newIntent({ amount: { minor: 500, currency: 'USD' }, phone: '+254712345678' });
    const { io: mpesa, asked } = playing([
      [200, { access_token: 'tok' }],
      [200, { CheckoutRequestID: 'ws_CO_1', ResultCode: '0' }],
    ]);
    const begun = await way.begin(preset(/M-Pesa/), dollars, mpesa);
    assert.match(begun.begun ? '' : begun.why, /takes KES only, and the price is in USD\./);
    assert.equal(asked.length, 0);
    const told = await way.askAbout(preset(/M-Pesa/), dollars, 'ws_CO_1', mpesa);
    assert.deepEqual(told.told === 'paid' && told.amount, { minor: 500, currency: 'KES' });
  });

  test('SSLCommerz: of several attempts the one that was paid counts', async () => {
    const intent = newIntent();
    const one = (status: string) => ({
      status,
      tran_id: intent.reference,
      currency_type: 'BDT',
      currency_amount: '49.99',
    });
    const { io: sslcommerz, asked } = playing([
      [200, { status: 'SUCCESS', GatewayPageURL: 'https://securepay.sslcommerz.com/x' }],
      [200, { APIConnect: 'DONE', no_of_trans_found: 0, element: [] }],
      [200, { APIConnect: 'DONE', element: [one('FAILED')] }],
      [200, { APIConnect: 'DONE', element: [one('FAILED'), one('VALIDATED'), one('PENDING')] }],
    ]);
    const set = preset(/SSLCommerz/);
    assert.ok((await way.begin(set, intent, sslcommerz)).begun);
    assert.equal(new URLSearchParams(asked[0]?.body).get('total_amount'), '49.99');
    const tell = () => way.askAbout(set, intent, null, sslcommerz);
    assert.equal((await tell()).told, 'pending');
    assert.equal((await tell()).told, 'failed');
    const paid = await tell();
    assert.deepEqual(paid.told === 'paid' && paid.amount, { minor: 4999, currency: 'BDT' });
  });

  test('an amount is read as it is written, never through floating point', async () => {
    const intent = newIntent();
    const about = (amount: string) =>
      `{"transactionStatus":"Completed","amount":${amount},"currency":"BDT","merchantInvoiceNumber":"${intent.reference}"}`;
    const tell = async (amount: string) => {
      const { io: bkash } = playing([
        [200, { id_token: 'tok' }],
        [200, about(amount)],
      ]);
      const told = await way.askAbout(preset(/bKash/), intent, 'TR1', bkash);
      return told.told === 'paid' ? told.amount.minor : told.told;
    };
    assert.equal(await tell('1200.10'), 120_010);
    assert.equal(await tell('9007199254740.99'), 900_719_925_474_099);
    assert.equal(await tell('90071992547409.93'), 'nothing', 'more than is exact');
    assert.equal(await tell('1e3'), 'nothing');
    assert.equal(await tell('-5'), 'nothing');
    assert.equal(await tell('"1,200.00"'), 'nothing');
  });
});
