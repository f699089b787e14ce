import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt } from '../../api/types.ts';
import { groupRefusals } from './group-refusals.ts';

const refused = (more: Partial<Attempt>) =>
  ({ id: 'a', customerId: null, username: 'x', count: 1, present: null, ...more }) as Attempt;
const back = { outcome: 'accept', acceptedSince: true } as Attempt['present'];

test('each customer stands there once, with the newest refusal and all of them counted', () => {
  const groups = groupRefusals([
    refused({ id: '1', customerId: '7', count: 3 }),
    refused({ id: '2', username: 'Nobody' }),
    refused({ id: '3', customerId: '7', count: 2 }),
    refused({ id: '4', username: 'nobody', count: 4 }),
  ]);
  assert.deepEqual(
    groups.map(({ attempt, count }) => [attempt.id, count]),
    [
      ['1', 5],
      ['2', 5],
    ],
  );
});

test('who logged in since is left out; another device of theirs that is still refused is not', () => {
  const groups = groupRefusals([
    refused({ id: '1', customerId: '7', present: back }),
    refused({ id: '2', customerId: '7' }),
    refused({ id: '3', customerId: '8', present: back }),
  ]);
  assert.deepEqual(
    groups.map(({ attempt }) => attempt.id),
    ['2'],
  );
});
