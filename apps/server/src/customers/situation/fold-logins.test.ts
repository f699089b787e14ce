import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RecentLogin } from '../../access-log/recent-logins.ts';
import { foldLogins } from './fold-logins.ts';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const CUSTOMER = 7;
const OWN = 'C4:E9:84:1F:22:0A';
const NEW = 'C4:E9:84:77:01:9C';
const GUESSER = '00:1B:21:00:00:09';

function refused(reason: string, mac: string | null, minutesAgo: number): RecentLogin {
  const at = NOW - minutesAgo * MINUTE;
  const told = { id: `${minutesAgo}`, firstAt: at, at, count: 1, kind: 'pppoe', username: 'rahima' } as const;
  const whose = { customerId: CUSTOMER, customerName: 'Rahima', nasId: 1, nasName: 'Tower 3' };
  return { ...told, ...whose, mac, outcome: 'reject', reason };
}

const foldedTo = (...logins: readonly RecentLogin[]) =>
  foldLogins(logins, CUSTOMER, new Set([OWN])).refused.map(({ mac, reason }) => [mac, reason]);

describe('a stranger who guesses the password', () => {
  const guess = refused('wrong-password', GUESSER, 1);
  const right = refused('device-not-registered', NEW, 5);

  test('does not hide the device that was refused with the right one', () => {
    assert.deepEqual(foldedTo(guess, right), [[NEW, 'device-not-registered']]);
    assert.deepEqual(foldedTo(refused('wrong-password', null, 1), guess, right, right).length, 2);
  });

  test('is told of where nothing else is going on, or has not been for an hour', () => {
    assert.deepEqual(foldedTo(guess), [[GUESSER, 'wrong-password']]);
    assert.deepEqual(foldedTo(guess, refused('device-not-registered', NEW, 90)), [
      [GUESSER, 'wrong-password'],
    ]);
  });

  test('is no stranger with the customer’s own device, nor with one that knew the password before', () => {
    assert.deepEqual(foldedTo(refused('wrong-password', OWN, 1), right), [[OWN, 'wrong-password']]);
    assert.deepEqual(foldedTo(refused('wrong-password', NEW, 1), right), [[NEW, 'wrong-password']]);
  });
});
