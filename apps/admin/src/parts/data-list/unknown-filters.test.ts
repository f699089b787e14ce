import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clearedFilters, describeUnknownFilters } from './unknown-filters.ts';

const filters = [
  { name: 'outcome', label: 'Outcome', options: [{ value: 'accept', label: 'Accepted' }] },
  { name: 'reason', label: 'Reason', options: [{ value: 'unknown-device', label: 'Not registered' }] },
];

test('names the filter that cannot be, by its name on the screen', () => {
  const query = { search: '', sort: '', filters: { outcome: 'maybe', reason: 'unknown-device' } };
  assert.equal(describeUnknownFilters(filters, query), 'Outcome cannot be “maybe”.');
});

test('has a sentence where all that can be chosen is known', () => {
  const query = { search: '', sort: 'no-such', filters: { outcome: 'accept' } };
  assert.equal(describeUnknownFilters(filters, query), 'What it asks for is not known here.');
});

test('clearing takes out the filters, the search and the sort', () => {
  assert.deepEqual(clearedFilters({ filters: { outcome: 'maybe' } }), {
    search: null,
    sort: null,
    outcome: null,
  });
});
