import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadSecretKey, makeSecretKey, openSecretBox } from './secrets.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-key-'));
after(() => rm(folder, { recursive: true }));
const box = openSecretBox(Buffer.alloc(32, 7));

test('gives back what was sealed, in every script, and an empty text', () => {
  for (const plain of ['', 'correct horse', 'পাসওয়ার্ড', 'x'.repeat(253)]) {
    assert.equal(box.open(box.seal(plain, 'network-password'), 'network-password'), plain);
  }
});

test('the same secret never looks the same twice', () => {
  assert.notDeepEqual(box.seal('a', 'nas-secret'), box.seal('a', 'nas-secret'));
});

test('a cipher moved to another column opens nothing', () => {
  assert.throws(() => box.open(box.seal('a', 'nas-secret'), 'network-password'));
});

test('another key opens nothing', () => {
  assert.throws(() => openSecretBox(Buffer.alloc(32, 8)).open(box.seal('a', 'nas-secret'), 'nas-secret'));
});

test('a cipher with any one octet changed, cut short or empty opens nothing', () => {
  const sealed = box.seal('secret', 'nas-secret');
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    assert.throws(() => box.open(changed, 'nas-secret'), `octet ${index}`);
    assert.throws(() => box.open(sealed.subarray(0, index), 'nas-secret'), `first ${index} octets`);
  }
});

test('the key file is made once, for its owner alone', async () => {
  const path = join(folder, 'secret.key');
  assert.equal(await loadSecretKey(path), null);
  const key = await makeSecretKey(path);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.deepEqual(await loadSecretKey(path), key);
  await assert.rejects(makeSecretKey(path), { name: 'Refusal' });
});

test('a file that is no key is refused in a sentence', async () => {
  const path = join(folder, 'other');
  await writeFile(path, 'hello');
  await assert.rejects(loadSecretKey(path), { name: 'Refusal', message: /64 hex digits/ });
});
