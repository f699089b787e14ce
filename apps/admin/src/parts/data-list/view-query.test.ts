import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeQuery, isSameQuery, viewQueryOf } from './view-query.ts';

const filters = [{ name: 'type', label: 'Type', options: [{ value: 'Router', label: 'Routers' }] }];

test('a view holds the search, the filters, and a sort that is not the list’s own', () => {
  const query = { search: 'rahim', sort: '-addedAt', filters: { type: 'Router' } };
  assert.deepEqual(viewQueryOf(query, '-addedAt'), { type: 'Router', search: 'rahim' });
  assert.deepEqual(viewQueryOf({ search: '', sort: 'mac', filters: {} }, '-addedAt'), { sort: 'mac' });
});

test('two queries are the same whatever their order, and not when one says more', () => {
  assert.ok(isSameQuery({ a: '1', b: '2' }, { b: '2', a: '1' }));
  assert.ok(!isSameQuery({ a: '1' }, { a: '1', b: '2' }));
  assert.ok(!isSameQuery({ a: '1', b: '2' }, { a: '1' }));
});

test('a view says in words what it shows, also where a value is none that can be chosen', () => {
  assert.equal(describeQuery({ type: 'Router', search: 'x' }, filters), 'Type: Routers · “x”');
  assert.equal(describeQuery({ type: 'Toaster' }, filters), 'Type: Toaster');
  assert.equal(describeQuery({ sort: 'mac' }, filters), 'Everything');
});
