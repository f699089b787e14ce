import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { Stripe } from 'stripe';
import type { Callback } from '../provider.ts';
import { hostedPage } from '../hosted-page.ts';
import type { HostedSettings } from './hosted-settings.ts';
import { readHostedCallback } from './read-callback.ts';

const NOW = Date.UTC(2026, 10, 23, 7);
const SECRET = 'whsec_for_this_test_alone';

const plain: HostedSettings = hostedPage.settings.parse({
  ...hostedPage.presets?.[0]?.values,
  key: 'the-key',
  callbackSecret: SECRET,
});

function hear(
  body: string,
  headers: Record<string, string>,
  change: Partial<HostedSettings> = {},
  now = NOW,
): Callback {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return readHostedCallback(
    { ...plain, ...change },
    { method: 'POST', query: new Map(), headers: new Map(lower), body: Buffer.from(body), now },
  );
}

describe('Stripe’s signature', () => {
  const stripe = new Stripe('sk_test_nothing');
  const payload = JSON.stringify({
    id: 'evt_1',
    type: 'checkout.session.completed',
    data: { object: { id: 'cs_1', client_reference_id: 'ref-1', note: 'বাংলা' } },
  });
  const signedAt = (seconds: number, secret = SECRET) =>
    stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: seconds });
  const header = signedAt(NOW / 1000);

  test('as Stripe’s own library writes it, is known, and says which payment', () => {
    assert.deepEqual(hear(payload, { 'Stripe-Signature': header }), {
      signed: true,
      reference: 'ref-1',
      providerReference: 'cs_1',
      eventId: 'evt_1',
    });
  });

  test('agrees with Stripe’s own library about what is forged', () => {
    const cases: readonly (readonly [string, string])[] = [
      [payload, signedAt(NOW / 1000, 'another secret')],
      [`${payload} `, header],
      [payload, header.replace('t=', 't=1')],
      [payload, header.replace('v1=', 'v0=')],
      [payload, `${header}00`],
      [payload, `${header}zz`],
      [payload, 't=,v1='],
      [payload, ''],
    ];
    for (const [body, given] of cases) {
      assert.equal(hear(body, { 'Stripe-Signature': given }).signed, false, given);
      assert.throws(() => stripe.webhooks.constructEvent(body, given, SECRET, 300, undefined, NOW));
    }
    assert.equal(hear(payload, {}).signed, false);
  });

  test('one of several keys is enough, as while a secret is being replaced', () => {
    const [time = '', old = ''] = signedAt(NOW / 1000, 'the old one').split(',');
    const both = [time, old, header.split(',')[1]].join(',');
    assert.equal(hear(payload, { 'Stripe-Signature': both }).signed, true);
  });

  test('of five minutes ago is taken, an older copy is not, nor one from the future', () => {
    for (const [seconds, signed] of [
      [-299, true],
      [-301, false],
      [299, true],
      [301, false],
    ] as const)
      assert.equal(
        hear(payload, { 'Stripe-Signature': signedAt(NOW / 1000 + seconds) }).signed,
        signed,
        String(seconds),
      );
  });
});

describe('an HMAC over the body', () => {
  const body = '{"payment":{"reference":"ref-1"},"n":1}';
  const sign = (text: string, encoding: 'hex' | 'base64') =>
    createHmac('sha256', SECRET).update(text).digest(encoding);
  const places = { signatureHeader: 'X-Signature', callbackReferencePath: 'payment.reference' };

  test('in hex or base64, with or without its name before it, is known; over another body it is not', () => {
    for (const [signature, encoding] of [
      ['hmac-hex', 'hex'],
      ['hmac-base64', 'base64'],
    ] as const) {
      const change = { ...places, signature };
      const given = sign(body, encoding);
      for (const header of [given, `sha256=${given}`, ` ${given} `]) {
        const heard = hear(body, { 'X-Signature': header }, change);
        assert.equal(heard.signed && heard.reference, 'ref-1', header);
      }
      for (const header of [sign(`${body}\n`, encoding), given.slice(0, -2), `${given}!!`, '', 'nonsense'])
        assert.equal(hear(body, { 'X-Signature': header }, change).signed, false, header);
      assert.equal(hear(body, {}, change).signed, false);
    }
  });
});

describe('SSLCommerz’ signature', () => {
  const change = {
    signature: 'sslcommerz',
    callbackSecret: 'qwerty',
    callbackReferencePath: 'tran_id',
    callbackProviderReferencePath: '',
    callbackEventPath: 'val_id',
  } as const;
  const fields = { amount: '100', currency: 'BDT', status: 'VALID', tran_id: 'ref-1', val_id: 'v1' };
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const signedForm = (more: Record<string, string> = {}) => {
    const passwd = 'd8578edf8458ce06fbc5bb76a58c5ca4'; // MD5 of "qwerty", as their example has it
    const text = `amount=100&currency=BDT&status=VALID&store_passwd=${passwd}&tran_id=ref-1&val_id=v1`;
    const keys = { verify_key: 'val_id,amount,currency,status,tran_id', verify_sign: md5(text) };
    return new URLSearchParams({ ...fields, ...keys, ...more }).toString();
  };

  test('is known, and any field of it that was changed is noticed', () => {
    const heard = hear(signedForm(), {}, change);
    assert.deepEqual(heard, { signed: true, reference: 'ref-1', providerReference: null, eventId: 'v1' });
    for (const more of [
      { amount: '1' },
      { tran_id: 'ref-2' },
      { verify_sign: '' },
      { verify_key: 'amount' },
      { verify_sign: md5('') },
    ])
      assert.equal(hear(signedForm(more), {}, change).signed, false, JSON.stringify(more));
    assert.equal(hear(signedForm(), {}, { ...change, callbackSecret: 'other' }).signed, false);
    assert.equal(hear('', {}, change).signed, false);
  });
});
