import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from './read-text.ts';
import { textsOf } from './texts.ts';

test('a text is taken apart at its marks and at what is put in', () => {
  assert.deepEqual(readText('Open the <link>list of \uE000name\uE001</link>, then wait.'), [
    'Open the ',
    { name: 'link', within: 'list of \uE000name\uE001' },
    ', then wait.',
  ]);
  assert.deepEqual(readText('\uE000who\uE001'), [{ name: 'who', within: null }]);
  assert.deepEqual(readText('Nothing < here > at all'), ['Nothing < here > at all']);
});

test('what somebody typed is said as it stands, whatever it looks like', () => {
  const { say } = textsOf('a test', {
    removed: '{{name}} removed.',
    left_one: '{{count}} left',
    left_other: '{{count}} left',
  });
  const hostile = '$t(left) {{count}} $& <b>x</b>';
  assert.equal(say('removed', { name: hostile }), `${hostile} removed.`);
  assert.equal(say('left', { count: 12_345 }), '12,345 left');
});
