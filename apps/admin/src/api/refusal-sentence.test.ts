import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { refusalSentence } from './refusal-sentence.ts';

test('a refusal is said by its code; what the server says beyond it stands', () => {
  const message = ERROR_CODES['not-found'].message;
  assert.equal(refusalSentence('not-found', message), message);
  assert.equal(refusalSentence('not-found', 'There is no router 7.'), 'There is no router 7.');
  assert.equal(refusalSentence('of tomorrow', 'Something new.'), 'Something new.');
});

test('in English the app says what the server says', () => {
  const texts = JSON.parse(readFileSync(new URL('./texts/en.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
  for (const [code, { message }] of Object.entries(ERROR_CODES)) {
    assert.equal(texts[`error_${code}`] ?? message, message, code);
  }
});
