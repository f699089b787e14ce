import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { checkNetworkPassword, passwordStrength, proposePassword } from './network-password.ts';

describe('a proposed password', () => {
  test('is three groups of four letters and digits that cannot be mistaken', () => {
    for (let i = 0; i < 200; i++) {
      assert.match(proposePassword(randomBytes(12)), /^([a-km-np-z2-9]{4}-){2}[a-km-np-z2-9]{4}$/);
    }
    assert.equal(proposePassword(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255)), 'abcd-efgh-ijk9');
  });

  test('is strong', () => {
    for (let i = 0; i < 200; i++)
      assert.notEqual(passwordStrength(proposePassword(randomBytes(12))).level, 'weak');
  });

  test('takes enough randomness', () => assert.throws(() => proposePassword(randomBytes(11)), RangeError));
});

describe('how strong a password is', () => {
  for (const [password, level] of [
    ['1234', 'weak'],
    ['12345678', 'weak'],
    ['password1', 'weak'],
    ['aaaaaaaaaaaa', 'weak'],
    ['rahima2026', 'weak'],
    ['abcdefgh', 'weak'],
    ['kite7lamp', 'fair'],
    ['kite7-lamp-42x', 'strong'],
  ] as const) {
    test(`${password} is ${level}`, () => {
      assert.equal(passwordStrength(password, 'rahima').level, level);
    });
  }
});

test('a weak password is told what is weak about it, and nothing else', () => {
  const judged = (password: string) => passwordStrength(password, 'rahima');
  assert.deepEqual(judged('1234'), { level: 'weak', because: 'short' });
  assert.deepEqual(judged('rahima2026'), { level: 'weak', because: 'like-username' });
  assert.deepEqual(judged('password1'), { level: 'weak', because: 'common' });
  assert.deepEqual(judged('hello12345'), { level: 'weak', because: 'row' });
  assert.deepEqual(judged('zkdmwtqp'), { level: 'weak', because: 'one-kind' });
  assert.deepEqual(judged('12837465'), { level: 'weak', because: 'one-kind' });
});

test('a password that RADIUS can carry is taken, weak or not', () => {
  assert.equal(checkNetworkPassword('1234'), null);
  assert.equal(checkNetworkPassword(''), 'password-empty');
  assert.equal(checkNetworkPassword('x'.repeat(128)), null);
  assert.equal(checkNetworkPassword('é'.repeat(65)), 'password-too-long');
});
