import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseColumns, moveColumn, toggleColumn } from './choose-columns.ts';
import { shareWidth } from './fit-columns.ts';
import type { ListColumn } from './list-types.ts';

const column = (id: string, more: Partial<ListColumn<null>> = {}): ListColumn<null> => ({
  id,
  title: id,
  width: 100,
  cell: () => null,
  ...more,
});
const columns = [
  column('name'),
  column('mac', { rank: 2 }),
  column('type', { rank: 3 }),
  column('label', { rank: 4, under: 'type' }),
  column('source', { extra: true }),
];
const idsOf = (chosen: readonly string[] | null) => chooseColumns(columns, chosen).map(({ id }) => id);

test('a list that nobody set up has its own columns, without those that are only there to be chosen', () => {
  assert.deepEqual(idsOf(null), ['name', 'mac', 'type', 'label']);
});

test('a list that was set up has what was chosen, in that order; what is no column any more is left out', () => {
  assert.deepEqual(idsOf(['source', 'mac', 'gone']), ['source', 'mac']);
  assert.deepEqual(idsOf(['gone']), idsOf(null));
});

test('where there is no room the last of the chosen leaves first, to stand below another where it can', () => {
  const fitted = shareWidth(chooseColumns(columns, ['type', 'mac', 'name', 'label']), 300);
  assert.deepEqual(
    fitted.map(({ column: { id }, below }) => [id, below.map((each) => each.id)]),
    [
      ['type', ['label']],
      ['mac', []],
      ['name', []],
    ],
  );
});

test('columns are taken in and out, and one always stays', () => {
  assert.deepEqual(toggleColumn(['a', 'b'], 'c'), ['a', 'b', 'c']);
  assert.deepEqual(toggleColumn(['a', 'b'], 'a'), ['b']);
  assert.deepEqual(toggleColumn(['a'], 'a'), ['a']);
});

test('columns are moved one place, and not past the ends', () => {
  assert.deepEqual(moveColumn(['a', 'b', 'c'], 'b', -1), ['b', 'a', 'c']);
  assert.deepEqual(moveColumn(['a', 'b', 'c'], 'b', 1), ['a', 'c', 'b']);
  assert.deepEqual(moveColumn(['a', 'b'], 'a', -1), ['a', 'b']);
});
