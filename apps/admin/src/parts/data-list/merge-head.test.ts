import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropGone, hasGap, mergeHead } from './merge-head.ts';

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

test('a page that is new from top to bottom hides how much lies below it; one that meets what is shown does not', () => {
  const shown = [row('b'), row('a')];
  assert.equal(hasGap([row('f'), row('e')], shown, rowId, 2), true);
  assert.equal(hasGap([row('c'), row('b')], shown, rowId, 2), false);
  assert.equal(hasGap([row('c')], shown, rowId, 2), false, 'the page is not full: that is all there is');
  assert.equal(hasGap([row('f'), row('e')], [], rowId, 2), false);
  assert.equal(hasGap(undefined, shown, rowId, 2), false);
});

test('what has left the list goes; what came since and what lies further down stays', () => {
  const list = (...ids: string[]) => ids.map((id) => row(id));
  const shown = list('gone', 'new', 'e', 'left', 'd', 'below');
  const kept = dropGone(shown, list('e', 'd'), list('new', 'e'), rowId, 2);
  assert.deepEqual(kept?.map(rowId), ['new', 'e', 'd', 'below']);
  assert.equal(
    dropGone(kept, list('e', 'd'), list('new', 'e'), rowId, 2),
    kept,
    'the same where nothing has gone',
  );
});

test('a newest page that is not full is all there is', () => {
  const list = (...ids: string[]) => ids.map((id) => row(id));
  const kept = dropGone(list('b', 'a'), list('b', 'a'), list('a'), rowId, 100);
  assert.deepEqual(kept?.map(rowId), ['a']);
  assert.equal(dropGone(undefined, [], [], rowId, 100), undefined);
});
