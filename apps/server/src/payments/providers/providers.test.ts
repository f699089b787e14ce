import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { languages } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { paymentProviders } from './index.ts';
import type { Intent, ProviderIo } from './provider.ts';

const intent: Intent = {
  paymentId: 7,
  reference: '7-k3f9Q2xWm8rT',
  amount: { minor: 5000, currency: 'BDT' },
  description: 'Day pass',
  phone: null,
  returnUrl: 'https://wifi.example/p/7-k3f9Q2xWm8rT',
  callbackUrl: 'https://wifi.example/pay/token',
};

const deaf: ProviderIo = {
  now: () => 0,
  ask: () => Promise.reject(new Error('nobody there')),
  keep: (_key, _seconds, find) => find(),
  forget: () => undefined,
};

/** What a form sends where every field was filled in somehow, by the first of its presets where it has any. */
function filled({ fields, presets }: (typeof paymentProviders)[number], preset = presets?.[0]) {
  const secrets = fields.filter(({ kind }) => kind === 'secret').map(({ name }) => [name, 'a-secret']);
  const needed = fields.filter(({ required }) => required).map(({ name }) => [name, 'something']);
  return { ...Object.fromEntries([...needed, ...secrets]), ...preset?.values };
}

test('no two providers have one id', () => {
  assert.equal(new Set(paymentProviders.map(({ id }) => id)).size, paymentProviders.length);
});

for (const provider of paymentProviders)
  describe(`the provider ${provider.id}`, () => {
    const { fields, settings, way, presets = [] } = provider;
    const parsed = () => settings.parse(filled(provider));

    test('says in a sentence what it is for', () => {
      assert.match(provider.id, /^[a-z][a-z-]+$/);
      assert.ok(provider.label.length > 0);
      assert.match(provider.use, /\.$/);
    });

    test('declares every field that its settings take, once, and takes no others', () => {
      assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length);
      const everything = Object.fromEntries(
        fields.map(({ name, kind, choices }) => [
          name,
          kind === 'choice' ? (choices?.[0]?.value ?? '') : (filled(provider)[name] ?? ''),
        ]),
      );
      const unknown = settings.safeParse({ ...everything, 'no-such-field': 'x' });
      const issues = unknown.error?.issues ?? [];
      assert.deepEqual(
        issues
          .filter(({ code }) => code === 'unrecognized_keys')
          .map((issue) => 'keys' in issue && issue.keys),
        [['no-such-field']],
      );
      for (const { kind, choices, name } of fields)
        assert.equal(kind === 'choice', choices !== undefined, name);
    });

    test('refuses a form that lacks what is needed, at its field', () => {
      for (const { name } of fields.filter(({ required }) => required)) {
        const { error } = settings.safeParse({ ...filled(provider), [name]: '' });
        assert.ok(
          error?.issues.some(({ path }) => path[0] === name),
          name,
        );
      }
    });

    for (const preset of presets)
      test(`its filling for ${preset.label} is whole once the secrets are typed, and holds none`, () => {
        const names = new Map(fields.map((field) => [field.name, field]));
        for (const name of Object.keys(preset.values))
          assert.ok(names.has(name) && names.get(name)?.kind !== 'secret', name);
        const { error } = settings.safeParse(filled(provider, preset));
        assert.deepEqual(error?.issues ?? [], []);
      });

    test('answers in words where nothing answers it, and never throws', async () => {
      if (way.kind !== 'hosted') {
        assert.equal(typeof way.instructions(parsed(), intent, 'bn'), 'string');
        return;
      }
      for (const preset of presets) {
        const set = settings.parse(filled(provider, preset));
        const begun = await way.begin(set, intent, deaf);
        assert.ok(!begun.begun && begun.why.endsWith('.') && !begun.why.includes('a-secret'), preset.label);
        const told = await way.askAbout(set, intent, 'theirs-1', deaf);
        assert.ok(told.told === 'nothing' && told.why.endsWith('.'), preset.label);
        const tried = await way.tryOut(set, intent, deaf);
        assert.ok(tried.some(({ went, said }) => went === 'wrong' && said !== null));
      }
    });

    if (way.kind === 'hosted')
      test('whatever is sent to its callback address, it says signed or not, and never throws', () => {
        for (const preset of presets)
          for (const body of ['', '{', '[]', '{"Body":null}', 'verify_sign=1&verify_key=__proto__', '\u0000'])
            for (const headers of [new Map(), new Map([['stripe-signature', 't=1,v1=,,=']])]) {
              const request = { method: 'POST', query: new Map(), headers, body: Buffer.from(body), now: 0 };
              const set = settings.parse(filled(provider, preset));
              const { signed } = way.readCallback(set, request);
              const signs = (preset.values['signature'] ?? 'none') !== 'none';
              assert.equal(signed, !signs, `${preset.label} ${body}`);
            }
      });
  });

const NOTHING_WRITTEN = { instructions: '', instructionsBn: '', instructionsEs: '', instructionsAr: '' };

test('visitors are told what to do in their language, else in the first that was written, else in our words', () => {
  const way = paymentProviders.find(({ id }) => id === 'cash')?.way;
  assert.ok(way?.kind === 'counter');
  const told = (written: Partial<typeof NOTHING_WRITTEN>) =>
    languages.map((language) => way.instructions({ ...NOTHING_WRITTEN, ...written }, intent, language));
  assert.deepEqual(told({}), ['', '', '', '']);
  assert.deepEqual(told({ instructions: 'Pay {{amount}}' }), Array(4).fill('Pay 50.00'));
  assert.deepEqual(told({ instructionsBn: 'দিন', instructionsAr: 'ادفع {{amount}}' }), [
    'দিন',
    'দিন',
    'দিন',
    'ادفع 50.00',
  ]);
  assert.deepEqual(told({ instructions: 'Pay', instructionsEs: 'Pague' }), ['Pay', 'Pay', 'Pague', 'Pay']);
});

test('a reference of mobile money is the same however it is typed, and nonsense is none', () => {
  const way = paymentProviders.find(({ id }) => id === 'mobile-money')?.way;
  assert.ok(way?.kind === 'reference');
  const read = (typed: string, referenceLength: number | null = null) =>
    way.readReference({ account: '', ...NOTHING_WRITTEN, referenceLength }, typed);
  for (const typed of ['8N7A3D9K2L', ' 8n7a3d9k2l ', '8N7A-3D9K-2L', '8N7A 3D9K 2L', '８Ｎ７Ａ3D9K2L'])
    assert.equal(read(typed), '8N7A3D9K2L', typed);
  for (const typed of ['', 'paid', 'ok!', "' or 1=1", 'x'.repeat(31)]) assert.equal(read(typed), null, typed);
  for (const typed of ['৮৯০১২৩৪৫', '٨٩٠١٢٣٤٥', '८९०१ २३४५', '8901\u20112345', '\u200e89012345\u200f'])
    assert.equal(read(typed), '89012345', typed);
  assert.equal(read('8N7A3D9K2L', 10), '8N7A3D9K2L');
  assert.equal(read('8N7A3D9K2', 10), null);
});
