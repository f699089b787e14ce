import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeGiven } from './describe-given.ts';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const given = {
  id: '3',
  customerId: '1',
  servicePackageId: '2',
  servicePackageName: 'Month',
  startsAt: '2026-11-02T12:00:00.000Z',
  endsAt: null,
  waitingSeconds: null,
  createdAt: '2026-11-02T12:00:00.000Z',
  reason: null,
  usedBytes: 0,
  quotaBytes: null,
  usedSeconds: 0,
  onlineSeconds: null,
};

test('a package that was given: since when, what has ended for it, and what begins at another time', () => {
  assert.equal(describeGiven('Rahima', given, NOW), 'Rahima has Month from now on.');
  const ended = [{ id: '1', servicePackageName: 'Day pass', endsAt: null, paid: true }];
  const moved = [{ id: '2', servicePackageName: 'Week', startsAt: '2026-11-04T12:00:00.000Z' }];
  assert.match(
    describeGiven('Rahima', { ...given, ended, moved }, NOW),
    /^Rahima has Month from now on\. Day pass has ended\. Week begins .+ now\.$/,
  );
});

test('one that waits for its first login', () => {
  assert.equal(
    describeGiven('Rahima', { ...given, waitingSeconds: 3600 }, NOW),
    'Rahima has Month from the first login on.',
  );
});
