import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOperatorPassword } from './operator-password.ts';

const judge = (password: string) => checkOperatorPassword(password, 'karim.ahmed');

test('takes passwords that nobody guesses, whatever signs they are of', () => {
  for (const password of [
    'tea-with-three-sugars',
    'k7mw-h3xq-9tfp',
    'দুধ চা আর মুড়ি',
    'four plain words here',
    'kqzvwxjpth',
  ])
    assert.equal(judge(password), null, password);
});

test('refuses what is on the lists of guessers, and says what is wrong and what would do', () => {
  const told = (password: string) => judge(password)?.message ?? '';
  for (const password of [
    'password123',
    'P@ssw0rd1234',
    'Qwertyuiop1',
    'Gatehouse2026!',
    'iloveyou12',
    'Summer2026!',
  ])
    assert.match(told(password), /first that anyone would try: three or four words/, password);
  assert.match(told('asdfghjkl;'), /keys of a keyboard/);
  assert.match(told('aA1!aA1!aA1!'), /repeats itself/);
  assert.match(told('12345678901234'), /first that anyone|counts up|repeats/);
  assert.match(told('karim.ahmed1'), /close to the username/);
  assert.match(told('short-one'), /at least 10 characters/);
});
