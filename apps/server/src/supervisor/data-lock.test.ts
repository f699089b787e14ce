import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { takeDataLock } from './data-lock.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-lock-'));
after(() => rm(folder, { recursive: true }));

test('makes the data folder with all that is above it', async () => {
  const data = join(folder, 'srv', 'isp', 'data');
  const lock = await takeDataLock(data, 'radius', 'gatehouse start');
  await lock.release();
  assert.ok(existsSync(data));
});

const procFolders = process.platform === 'linux' ? ['/proc/nope', '/proc/nope/data', '/sys/nope'] : [];
for (const data of [...procFolders, join(folder, 'a file', 'data'), join(folder, 'a file')]) {
  test(`refuses in one sentence, and at once, a data folder that cannot be: ${data.replace(folder, '…')}`, async () => {
    await writeFile(join(folder, 'a file'), '');
    await assert.rejects(takeDataLock(data, 'radius', 'gatehouse start'), {
      name: 'Refusal',
      message: /^The data folder .* cannot be made \([A-Z]+\)\.$/,
    });
  });
}

test('refuses in one sentence a data folder that takes no files', {
  skip: process.platform !== 'linux',
}, async () => {
  await assert.rejects(takeDataLock('/proc', 'radius', 'gatehouse start'), {
    name: 'Refusal',
    message: /^The data folder \/proc cannot be written \([A-Z]+\)\.$/,
  });
});
