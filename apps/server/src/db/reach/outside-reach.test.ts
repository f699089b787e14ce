import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../', import.meta.url));

/** Where the house does something for itself while somebody is served, and why that tells them nothing. */
const KNOWN: Readonly<Record<string, string>> = {
  'db/reach/reach.ts': 'it is made here',
  'devices/bulk/work/work-at-bulk-actions.ts':
    'goes on with everybody’s actions, each within the reach of whoever wants it',
  'live/live-hub.ts': 'looks for everybody what changed; those who are limited are told by the clock',
  'tries/count-tries.ts': 'counts tries by keys that nobody can read, over everybody',
  'review/refresh-findings.ts':
    'findings are the same for everybody; what is shown is read within reach, without others’ routers',
};

test('nothing is done outside the reach of whoever is served but what is known here', () => {
  const found = globSync('**/*.ts', { cwd: SOURCE }).filter(
    (file) =>
      !file.endsWith('.test.ts') && /\boutsideReach(In)?\(/.test(readFileSync(`${SOURCE}${file}`, 'utf8')),
  );
  assert.deepEqual(found.toSorted(), Object.keys(KNOWN).toSorted());
});
