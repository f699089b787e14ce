import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessColumns } from './guess-columns.ts';

test('knows columns by their headings, in any order, writing and however other systems call them', () => {
  assert.deepEqual(guessColumns([['MAC-Address', 'Full Name', 'User Name', 'Colour', 'Pass']], 'customers'), {
    hasHeader: true,
    columns: ['macs', 'name', 'username', null, 'password'],
  });
  assert.deepEqual(
    guessColumns([['name', 'password', 'profile', 'caller-id', 'disabled']], 'customers').columns,
    ['username', 'password', 'package', 'macs', 'disabled'],
  );
});

test('knows columns without headings by what stands in them', () => {
  const rows = [
    ['rahima.home', 'c4:e9:84:00:00:01', 'Router'],
    ['karim', 'C4E984000002', ''],
  ];
  assert.deepEqual(guessColumns(rows, 'devices'), {
    hasHeader: false,
    columns: ['username', 'macs', 'label'],
  });
  const customers = [['u1', 'p1', '+880 1711 000000', 'a@example.net', '10.0.0.1']];
  assert.deepEqual(guessColumns(customers, 'customers').columns, [
    'username',
    'password',
    'phone',
    'email',
    'ipAddress',
  ]);
});

test('guesses nothing that a row of devices cannot say', () => {
  assert.deepEqual(guessColumns([['username', 'password', 'mac']], 'devices').columns, [
    'username',
    null,
    'macs',
  ]);
});
