import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksLikeIp } from './looks-like-ip.ts';

test('an address, or enough of one, is looked for among the sessions; a name, a MAC or a number is not', () => {
  for (const text of ['100.64.1.72', '100.64', '100.64.1.', '2001:db8::1', 'fe80::']) {
    assert.equal(looksLikeIp(text), true, text);
  }
  for (const text of ['rahima', 'C4:E9:84:77:01:9C', '0171', 'c4e9.8477.019c', '1,5']) {
    assert.equal(looksLikeIp(text), false, text);
  }
});
