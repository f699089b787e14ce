import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { languages } from '@gatehouse/domain/languages';
import { refusalSentence } from './refusal-sentence.ts';

test('a refusal is said by its code; what the server says beyond it stands', () => {
  const message = ERROR_CODES['not-found'].message;
  assert.equal(refusalSentence('not-found', message), message);
  assert.equal(refusalSentence('not-found', 'There is no router 7.'), 'There is no router 7.');
  assert.equal(refusalSentence('of tomorrow', 'Something new.'), 'Something new.');
});

const textsIn = (language: string) =>
  JSON.parse(readFileSync(new URL(`./texts/${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;

for (const language of languages) {
  test(`every refusal has a text in ${language}`, () => {
    const texts = textsIn(language);
    const missing = Object.keys(ERROR_CODES).filter((code) => (texts[`error_${code}`] ?? '') === '');
    assert.deepEqual(missing, [], `add them to api/texts/${language}.json`);
  });
}

test('in English the app says what the server says', () => {
  const texts = textsIn('en');
  for (const [code, { message }] of Object.entries(ERROR_CODES)) {
    assert.equal(texts[`error_${code}`], message, code);
  }
});
