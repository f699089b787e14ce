import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { languages } from '@gatehouse/domain/languages';
import { said } from '@gatehouse/domain/said/said';
import { fieldSentence, refusalSentence } from './refusal-sentence.ts';

test('in English what the server says beyond the code stands; in other languages the code is said', () => {
  assert.equal(refusalSentence('not-found', 'There is no router 7.', 'en'), 'There is no router 7.');
  assert.equal(refusalSentence('not-found', 'There is no router 7.', 'bn'), ERROR_CODES['not-found'].message);
  assert.equal(refusalSentence('of tomorrow', 'Something new.', 'bn'), 'Something new.');
});

test('what is wrong with a field is said with its values, else by the code of the refusal', () => {
  const tooLong = { code: 'too-long', message: 'may …', messageSaid: said('fieldTooLong', { most: '64' }) };
  assert.equal(fieldSentence('bad-request', tooLong, 'bn'), 'May have 64 characters at most।');
  const taken = { code: 'taken', message: 'Rahima has it.' };
  assert.equal(fieldSentence('username-taken', taken, 'en'), 'Rahima has it.');
  assert.equal(fieldSentence('username-taken', taken, 'bn'), ERROR_CODES['username-taken'].message);
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
