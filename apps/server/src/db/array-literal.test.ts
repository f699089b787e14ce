import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainArray, textArray } from './array-literal.ts';

test('writes numbers, truth values and nothing', () => {
  assert.equal(plainArray([1, null, 9007199254740991, true]), '{1,NULL,9007199254740991,true}');
  assert.equal(plainArray([]), '{}');
});

test('writes any text so that the database reads back the same', () => {
  assert.equal(textArray(['a', null, '', 'NULL', 'x,y{}']), '{"a",NULL,"","NULL","x,y{}"}');
  assert.equal(textArray(['say "no" \\ yes']), '{"say \\"no\\" \\\\ yes"}');
});

test('replaces the one character that PostgreSQL cannot hold', () => {
  assert.equal(textArray(['a\0b']), '{"a\u{fffd}b"}');
});
