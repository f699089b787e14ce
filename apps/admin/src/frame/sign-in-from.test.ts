import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInFrom } from './sign-in-from.ts';

const from = (href: string) =>
  signInFrom({ href, pathname: new URL(href, 'https://gatehouse.example.net').pathname });

test('who is signed out comes back to where they were', () => {
  assert.deepEqual(from('/devices?search=tp'), { next: '/devices?search=tp' });
  assert.deepEqual(from('/'), {});
});

test('signing out in another tab leaves a link to a password where it is, its token in no other address', () => {
  for (const href of ['/set-password#a-token', '/set-up#a-token', '/forgotten-password', '/sign-in?next=%2F'])
    assert.equal(from(href), null, href);
});
