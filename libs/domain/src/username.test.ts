import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkUsername, usernameKey } from './username.ts';

test('usernames match whatever their case and Unicode form', () => {
  assert.equal(usernameKey('Rahima.Home'), usernameKey('RAHIMA.home'));
  assert.equal(usernameKey('Jose\u0301'), usernameKey('JOS\u00c9'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      assert.equal(usernameKey(usernameKey(name)), usernameKey(name));
      assert.equal(usernameKey(name.normalize('NFD')), usernameKey(name.normalize('NFC')));
    }),
  );
});

test('takes what people are called', () => {
  for (const name of ['rahima.home', 'রহিমা', 'user@example.net', 'OFFICE\\karim', 'a b', '01711223344']) {
    assert.equal(checkUsername(name), null, name);
  }
});

test('refuses a username that reads as a MAC, in any form', () => {
  for (const name of ['AA:BB:CC:DD:EE:FF', 'aabbccddeeff', 'aabb.ccdd.eeff', '0:1:2:3:4:5']) {
    assert.equal(checkUsername(name), 'username-is-mac', name);
  }
});

test('refuses what RADIUS cannot carry or nobody can type', () => {
  assert.equal(checkUsername(''), 'username-empty');
  assert.equal(checkUsername(' \t'), 'username-empty');
  assert.equal(checkUsername(' rahima'), 'username-unusable');
  assert.equal(checkUsername('rahima\u0000'), 'username-unusable');
  assert.equal(checkUsername('\ud800'), 'username-unusable');
  // Two usernames that look the same.
  assert.equal(checkUsername('rahima\u202Egro'), 'username-unusable');
  for (const unseen of ['\u200F', '\u200B', '\u00AD', '\u2060', '\uFEFF', '\u3164', '\u200D'])
    assert.equal(checkUsername(`rahi${unseen}ma`), 'username-unusable');
  assert.equal(checkUsername('می\u200Cخواهم'), null, 'a joiner between letters is how the word is written');
  assert.equal(checkUsername('x'.repeat(253)), null);
  assert.equal(checkUsername('é'.repeat(127)), 'username-too-long');
});
