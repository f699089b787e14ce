import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleText } from './visible-text.ts';

test('no text of an answer can turn the direction of a sentence', () => {
  const sent = JSON.stringify({
    items: [{ name: 'Rahima\u202Egro.live', label: '\u2067x\u2069' }],
    total: 1,
  });
  assert.deepEqual(JSON.parse(sent, visibleText), {
    items: [{ name: 'Rahima\uFFFDgro.live', label: '\uFFFDx\uFFFD' }],
    total: 1,
  });
});

test('scripts that are written from right to left stay as they are', () => {
  for (const name of ['محمد رحیم', 'נטע', 'می\u200Cخواهم', 'রহিমা']) {
    assert.equal(visibleText('', name), name);
  }
});
