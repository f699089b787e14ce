import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeHead } from './merge-head.ts';

type Row = { readonly id: string; readonly count: number };
const row = (id: string, count = 1): Row => ({ id, count });
const rowId = ({ id }: Row) => id;

test('new rows stand on top of those that were there', () => {
  assert.deepEqual(mergeHead([row('c'), row('b')], [row('b'), row('a')], rowId), [
    row('c'),
    row('b'),
    row('a'),
  ]);
});

test('a row that grew moves up, and is there once', () => {
  const shown = [row('c'), row('b'), row('a')];
  assert.deepEqual(mergeHead([row('a', 2), row('c')], shown, rowId), [row('a', 2), row('c'), row('b')]);
});

test('without a newer page the list stays as it is', () => {
  const shown = [row('a')];
  assert.equal(mergeHead(undefined, shown, rowId), shown);
  assert.equal(mergeHead([row('a')], undefined, rowId), undefined);
});
