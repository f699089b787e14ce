import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { chooseLanguage, languages } from './languages.ts';
import { textsIn } from './translate.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const catalogue = (language: string) => JSON.parse(read(`./${language}.json`)) as Record<string, string>;
const PLURAL = /_(zero|one|two|few|many|other)$/;
const stemsOf = (texts: Record<string, string>) =>
  [...new Set(Object.keys(texts).map((key) => key.replace(PLURAL, '')))].sort();
const wordsOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, word]) => word ?? '').sort();
const english = catalogue('en');

for (const language of languages) {
  describe(`the texts in ${language}`, () => {
    const texts = catalogue(language);

    test('are all there, none too many, none empty', () => {
      assert.deepEqual(stemsOf(texts), stemsOf(english));
      assert.deepEqual(
        Object.entries(texts).filter(([, text]) => text.trim() === ''),
        [],
      );
    });

    test('have every plural that the language makes', () => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      const counted = new Set(
        Object.keys(english)
          .filter((key) => PLURAL.test(key))
          .map((key) => key.replace(PLURAL, '')),
      );
      for (const stem of counted) {
        const made = Object.keys(texts).filter((key) => key.replace(PLURAL, '') === stem && PLURAL.test(key));
        assert.deepEqual(made.map((key) => PLURAL.exec(key)?.[1]).toSorted(), needed, stem);
      }
    });

    test('say nothing but the words that are handed in', () => {
      for (const [key, text] of Object.entries(texts)) {
        const base = english[key] ?? english[key.replace(PLURAL, '_other')] ?? '';
        const allowed = new Set(wordsOf(base));
        for (const word of wordsOf(text)) assert.ok(allowed.has(word), `${key}: ${word}`);
      }
    });
  });
}

test('every text is said somewhere, and nothing else is', () => {
  const folder = new URL('../', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(new URL(path, folder), 'utf8'))
    .join('\n');
  const said = new Set([...sources.matchAll(/'([a-z][\w-]*)'/gi)].map(([, word]) => word));
  const composed = /^refused_/;
  const unused = stemsOf(english).filter((key) => !said.has(key) && !composed.test(key));
  assert.deepEqual(unused, []);
});

test('what visitors and operators typed is said as it stands, whatever it looks like', () => {
  const hostile = '$t(back) {{count}} $& <b> & "x"';
  for (const language of languages) {
    assert.ok(textsIn(language).say('welcomeTitle', { zone: hostile }).includes(hostile), language);
  }
});

test('every language counts by its own plurals and digits', () => {
  const [ar, bn] = [textsIn('ar'), textsIn('bn')];
  assert.deepEqual(
    [0, 1, 2, 3, 11, 100].map((count) => ar.say('devices', { count })),
    [0, 1, 2, 3, 11, 100].map((count) => {
      const form = catalogue('ar')[`devices_${new Intl.PluralRules('ar').select(count)}`] ?? '';
      return form.replace('{{count}}', new Intl.NumberFormat('ar').format(count));
    }),
  );
  assert.equal(bn.say('devices', { count: 12_345 }), '১২,৩৪৫টি ডিভাইস');
});

test('numbers, durations, volumes and money are written as the language writes them', () => {
  const [en, bn, es] = [textsIn('en'), textsIn('bn'), textsIn('es')];
  assert.equal(en.say('devices', { count: 1 }), '1 device');
  assert.equal(en.say('devices', { count: 1200 }), '1,200 devices');
  assert.equal(bn.say('devices', { count: 2 }), '২টি ডিভাইস');
  assert.equal(en.duration(90_061), '1 day 1 hour');
  assert.equal(es.duration(86_400), '1 día');
  assert.deepEqual(
    [en.duration(59.9), en.duration(1), en.duration(60)],
    ['59 seconds', '1 second', '1 minute'],
  );
  assert.equal(en.volume(10_000_000_000), '10 GB');
  assert.equal(en.volume(10 * 1024 ** 3), '10 GB');
  // What is left of a package is told in the steps that the package is round in.
  assert.equal(en.volume(9_999_999_999, 10_000_000_000), '10 GB');
  assert.equal(en.volume(5 * 1024 ** 3 + 1, 10 * 1024 ** 3), '5 GB');
  assert.equal(en.money(1250, 'USD'), '$12.50');
  assert.equal(en.money(500, 'JPY'), '¥500');
  assert.equal(en.speed(20_480), '20 Mb/s');
});

test('the phone’s own language is chosen where there are texts in it, else English', () => {
  assert.equal(chooseLanguage('bn-BD,bn;q=0.9,en;q=0.8'), 'bn');
  assert.equal(chooseLanguage('fr-FR,fr;q=0.9,es;q=0.8,en;q=0.7'), 'es');
  assert.equal(chooseLanguage('en;q=0.5, ar;q=0.9'), 'ar');
  assert.equal(chooseLanguage('fr, bn;q=0'), 'en');
  assert.equal(chooseLanguage(undefined), 'en');
});
