import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { requestKinds } from '@gatehouse/domain/dynamic-authorization/request-words';
import { countNoRequests } from './dynamic-authorization/count-requests.ts';
import { LoginCounters } from './login-counters.ts';

test('every reason of a reject, and every end of a request to a router, is counted from the start, at 0', () => {
  const { rejected } = new LoginCounters();
  assert.deepEqual(Object.keys(rejected), rejectReasons);
  assert.ok(Object.values(rejected).every((count) => count === 0));
  const requests = countNoRequests();
  assert.deepEqual(Object.keys(requests), requestKinds);
  for (const ends of Object.values(requests)) {
    assert.ok(Object.keys(ends).length >= 3);
    assert.ok(Object.values(ends).every((count) => count === 0));
  }
});
