import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { openLastAccepts, sessionKey } from './last-accepts.ts';
import { formatSessionClass, parseSessionClass } from './session-row.ts';

const session = (id: string) => sessionKey(1, Buffer.from(id), 0, id.length);
const mac = (n: number) => (0x020000000000 + n) as MacAddress;

test('an Accept is found by its Acct-Session-Id, else by the MAC, at the same router only', () => {
  const accepts = openLastAccepts(1024);
  accepts.remember(1, session('81000001'), mac(1), 7, 70, 1000);
  assert.deepEqual(accepts.find(1, '81000001', null), { customerId: 7, subscriptionId: 70 });
  assert.deepEqual(accepts.find(1, 'another', mac(1)), { customerId: 7, subscriptionId: 70 });
  assert.equal(accepts.find(2, '81000001', mac(1)), null);
  assert.equal(accepts.find(1, null, mac(2)), null);
});

test('the last Accept counts', () => {
  const accepts = openLastAccepts(1024);
  accepts.remember(1, 0, mac(1), 7, null, 1000);
  accepts.remember(1, 0, mac(1), 8, null, 2000);
  assert.deepEqual(accepts.find(1, null, mac(1)), { customerId: 8, subscriptionId: null });
});

test('remembers the latest of many and never grows', () => {
  const accepts = openLastAccepts(4096);
  for (let n = 1; n <= 50_000; n++) accepts.remember(1, session(`s${n}`), mac(n), n, null, n);
  const found = Array.from({ length: 500 }, (_, i) => 50_000 - i).filter(
    (n) => accepts.find(1, `s${n}`, null)?.customerId === n,
  );
  assert.ok(found.length > 450, `${found.length} of the last 500`);
});

test('our Class says whose the session is; anyone else’s says nothing', () => {
  const owner = { customerId: 42, subscriptionId: 7 };
  assert.deepEqual(parseSessionClass(formatSessionClass(owner)), owner);
  const without = { customerId: 42, subscriptionId: null };
  assert.deepEqual(parseSessionClass(formatSessionClass(without)), without);
  for (const foreign of [
    '',
    'cls:alice',
    'gh1.0.0',
    'gh1.42',
    'gh1.42.7.1',
    'gh1.-1.0',
    'gh1.99999999999999999999.0',
  ]) {
    assert.equal(parseSessionClass(foreign), null, foreign);
  }
});
