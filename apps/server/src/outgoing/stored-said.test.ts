import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said } from '@gatehouse/domain/said/said';
import { readStoredSaid, storeSaid } from './stored-said.ts';

test('what was stored is said as before, in English and by its name', () => {
  const fault = said('askedNoAnswer', { host: 'hooks.example' });
  const { sentence, said: again } = readStoredSaid(storeSaid(fault));
  assert.match(sentence ?? '', /^hooks\.example did not answer in time\./);
  assert.deepEqual(again, fault);
});

test('a sentence of an older version stands as it is', () => {
  const old = 'hooks.example cannot be reached from this server.';
  assert.deepEqual(readStoredSaid(old), { sentence: old, said: null });
  assert.deepEqual(readStoredSaid(null), { sentence: null, said: null });
});
