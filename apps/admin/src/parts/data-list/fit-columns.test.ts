import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitColumns, shareWidth } from './fit-columns.ts';
import type { ListColumn } from './list-types.ts';

const column = (id: string, width: number, rank?: number): ListColumn<unknown> => ({
  id,
  title: id,
  width,
  cell: () => null,
  ...(rank === undefined ? {} : { rank }),
});

const columns = [column('name', 200), column('vendor', 100, 3), column('mac', 150), column('label', 100, 2)];
const ids = (width: number) => fitColumns(columns, width).map(({ id }) => id);

test('shows every column where there is room', () => {
  assert.deepEqual(ids(550), ['name', 'vendor', 'mac', 'label']);
});

test('lets the least important columns go first and keeps the order of the rest', () => {
  assert.deepEqual(ids(549), ['name', 'mac', 'label']);
  assert.deepEqual(ids(400), ['name', 'mac']);
});

test('never lets a column of rank 1 go', () => {
  assert.deepEqual(ids(10), ['name', 'mac']);
});

test('a column that has no room stands below another, where it names one', () => {
  const folding = [column('mac', 150), { ...column('vendor', 100, 2), under: 'mac' }];
  const below = (width: number) =>
    shareWidth(folding, width).map(({ column: { id }, below }) => [id, below.map((each) => each.id)]);
  assert.deepEqual(below(250), [
    ['mac', []],
    ['vendor', []],
  ]);
  assert.deepEqual(below(249), [['mac', ['vendor']]]);
});

test('what is left over goes to the columns that grow, by their shares', () => {
  const growing = [
    { ...column('name', 100), grows: 1 },
    column('mac', 100),
    { ...column('text', 100), grows: 3 },
  ];
  assert.deepEqual(
    shareWidth(growing, 700).map(({ width }) => width),
    [200, 100, 400],
  );
});
