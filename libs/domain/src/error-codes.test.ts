import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERROR_CODES, errorCodes } from './error-codes.ts';

test('every code has a status of the contract and speaks in whole sentences', () => {
  for (const code of errorCodes) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/);
    assert.match(ERROR_CODES[code].message, /^[A-Z/].*\.$/, code);
    assert.ok([400, 401, 403, 404, 409, 422, 429, 500, 503].includes(ERROR_CODES[code].status), code);
  }
});

test('the codes that outsiders rely on keep their status', () => {
  assert.equal(ERROR_CODES['device-already-registered'].status, 409);
  assert.equal(ERROR_CODES['device-limit-reached'].status, 422);
  for (const code of ['mac-unreadable', 'mac-zero', 'mac-broadcast', 'mac-multicast'] as const) {
    assert.equal(ERROR_CODES[code].status, 422);
  }
});
