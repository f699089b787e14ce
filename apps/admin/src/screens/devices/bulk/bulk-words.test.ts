import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BulkAction } from '../../../api/types.ts';
import { askText, bulkSentence, exceptionsOf, leftSentences, mayUndo } from './bulk-words.ts';

const bulk = (more: Partial<BulkAction>): BulkAction => ({
  id: '1',
  action: 'remove',
  state: 'done',
  fields: {},
  total: 12_408,
  done: 12_408,
  outcomes: { changed: 12_400, left: 8 },
  pendingNodes: [],
  createdBy: 'Ayesha',
  createdAt: '',
  endedAt: '',
  undoneBy: null,
  undoneAt: null,
  ...more,
});

test('names the number and what is done, before, while and after', () => {
  assert.equal(askText('remove', 12_408), 'Remove 12,408 devices');
  assert.equal(askText('block', 1), 'Block 1 device');
  assert.equal(askText('label', Number.POSITIVE_INFINITY), 'Label 10,000+ devices');
  assert.equal(bulkSentence(bulk({ state: 'working' })), 'Removing 12,408 devices');
  assert.equal(bulkSentence(bulk({})), 'Removed 12,400 devices.');
  assert.equal(
    bulkSentence(bulk({ action: 'move', fields: { customerName: 'Rahim' } })),
    'Moved 12,400 devices to Rahim.',
  );
  assert.equal(
    bulkSentence(bulk({ action: 'label', fields: { label: 'Shop' } })),
    'Labelled 12,400 devices “Shop”.',
  );
  assert.equal(bulkSentence(bulk({ outcomes: { nothing: 5 } })), 'Nothing was changed.');
});

test('says of how many it was not done, each kind by itself', () => {
  assert.deepEqual(leftSentences(bulk({ outcomes: { changed: 1, nothing: 1, left: 8 } })), [
    '1 was so already.',
    '8 were left out.',
  ]);
  assert.deepEqual(leftSentences(bulk({ state: 'stopped', done: 12_000, outcomes: { changed: 12_000 } })), [
    '408 were not reached.',
  ]);
  const undone = bulk({ state: 'undone', outcomes: { undone: 12_398, 'not-undone': 2, left: 8 } });
  assert.equal(bulkSentence(undone), 'Undone: 12,398 devices as before.');
  assert.deepEqual(leftSentences(undone), ['2 are left: others changed them since.']);
});

test('can be undone where something was changed, and says which were left where some were', () => {
  assert.ok(mayUndo(bulk({})) && mayUndo(bulk({ state: 'stopped' })));
  assert.ok(!mayUndo(bulk({ state: 'undone' })) && !mayUndo(bulk({ outcomes: { left: 3 } })));
  assert.deepEqual(
    [exceptionsOf(bulk({})), exceptionsOf(bulk({ outcomes: {} })), exceptionsOf(bulk({ state: 'undone' }))],
    ['left', null, null],
  );
});
