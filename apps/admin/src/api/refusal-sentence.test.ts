import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERROR_CODES, type ErrorCode } from '@gatehouse/domain/error-codes';
import { refusalSaid } from '@gatehouse/domain/refusals/refusal-said';
import { said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { fieldSentence, refusalSentence } from './refusal-sentence.ts';

const NO_ROUTER = { code: 'not-found', message: 'There is no router 7.' };

test('in English what the server says beyond the code stands; in other languages the code is said', () => {
  assert.equal(refusalSentence(NO_ROUTER, 'en'), 'There is no router 7.');
  assert.equal(refusalSentence(NO_ROUTER, 'bn'), ERROR_CODES['not-found'].message);
  assert.equal(refusalSentence({ code: 'of tomorrow', message: 'Something new.' }, 'bn'), 'Something new.');
});

test('what a refusal knows more than its code is said in every language', () => {
  const more = said('rowUnknownCustomer', { username: 'rahim' });
  const refusal = { code: 'not-found', message: 'as it was', messageSaid: more };
  for (const spoken of ['en', 'bn'] as const)
    assert.equal(refusalSentence(refusal, spoken), 'There is no customer “rahim”.');
});

test('what is wrong with a field is said with its values, else by the code of the refusal', () => {
  const tooLong = { code: 'too-long', message: 'may …', messageSaid: said('fieldTooLong', { most: '64' }) };
  assert.equal(fieldSentence('bad-request', tooLong, 'bn'), 'May have 64 characters at most।');
  const taken = { code: 'taken', message: 'Rahima has it.' };
  assert.equal(fieldSentence('username-taken', taken, 'en'), 'Rahima has it.');
  assert.equal(fieldSentence('username-taken', taken, 'bn'), ERROR_CODES['username-taken'].message);
});

test('in English a refusal says the sentence of its code', () => {
  for (const [code, { message }] of Object.entries(ERROR_CODES))
    assert.equal(sayInEnglish(refusalSaid(code as ErrorCode)), message);
});
