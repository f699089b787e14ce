import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connection, noteAnswer, noteTrouble } from './connection.ts';

test('one call without an answer is no alarm', () => {
  noteAnswer(1_000);
  noteTrouble('silent');
  assert.deepEqual(connection.get(), { state: 'doubt' });
  noteAnswer(2_000);
  assert.deepEqual(connection.get(), { state: 'answering' });
});

test('the second tells since when nothing was heard, and the first answer ends it', () => {
  noteAnswer(1_000);
  for (let call = 0; call < 3; call += 1) noteTrouble('silent');
  assert.deepEqual(connection.get(), { state: 'silent', lastAnswerAt: 1_000 });
  noteTrouble('database-away');
  assert.deepEqual(connection.get(), { state: 'database-away', lastAnswerAt: 1_000 });
  noteAnswer(9_000);
  assert.deepEqual(connection.get(), { state: 'answering' });
});

test('who follows it hears of changes only', () => {
  noteAnswer(1_000);
  let heard = 0;
  const end = connection.subscribe(() => {
    heard += 1;
  });
  noteAnswer(2_000);
  assert.equal(heard, 0);
  noteTrouble('silent');
  assert.equal(heard, 1);
  end();
  noteAnswer(3_000);
  assert.equal(heard, 1);
});
