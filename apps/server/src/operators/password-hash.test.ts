import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { NOBODYS_HASH, openPasswordHasher } from './password-hash.ts';

const hasher = openPasswordHasher(randomBytes);

test('verifies the password it hashed, and no other', async () => {
  const phc = await hasher.hash('tea with sugar');
  assert.match(phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.equal(await hasher.verify('tea with sugar', phc), true);
  assert.equal(await hasher.verify('tea with sugaR', phc), false);
});

test('salts: the same password hashes differently twice', async () => {
  assert.notEqual(await hasher.hash('tea with sugar'), await hasher.hash('tea with sugar'));
});

test('verifies nothing against the hash of nobody, nor against what is no hash', async () => {
  for (const phc of [NOBODYS_HASH, '', 'plain', '$argon2id$v=19$m=8,t=1,p=1$$']) {
    assert.equal(await hasher.verify('', phc), false);
  }
});

test('serves everyone in turn when many ask at once', async () => {
  const phc = await hasher.hash('one of many');
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, i) => hasher.verify(i % 2 ? 'wrong one' : 'one of many', phc)),
  );
  assert.equal(answers.filter(Boolean).length, 5);
});
