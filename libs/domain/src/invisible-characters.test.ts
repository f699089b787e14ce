import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasInvisible, withoutInvisible } from './invisible-characters.ts';

const UNSEEN = [
  '\u200B',
  '\u00AD',
  '\u2060',
  '\uFEFF',
  '\u200E',
  '\u202E',
  '\u2066',
  '\u3164',
  '\u115F',
  '\u180E',
  '\u2800',
  '\u{E0041}',
  '\u200D',
  '\u200C',
];

test('finds and takes out what nobody sees, wherever it stands', () => {
  for (const unseen of UNSEEN) {
    for (const text of [`${unseen}rahima`, `rah${unseen}ima`, `rahima${unseen}`, `7${unseen}`]) {
      assert.ok(hasInvisible(text), JSON.stringify(text));
      assert.equal(withoutInvisible(text), text.replace(unseen, ''), JSON.stringify(text));
      assert.equal(hasInvisible(withoutInvisible(text)), false);
    }
  }
});

test('leaves words as they are written, joiners among them', () => {
  for (const text of ['rahima.home', 'র\u200Dযাম', 'می\u200Cخواهم', 'क्\u200Dष', 'José', 'a b', '٣']) {
    assert.equal(hasInvisible(text), false, text);
    assert.equal(withoutInvisible(text), text);
  }
});
