import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addSecretKey, loadSecretKeys, makeSecretKey } from './secret-keys/key-file.ts';
import { openKeyRing, openSecretBox, secretKeyId } from './secrets.ts';

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
  assert.equal(await loadSecretKeys(path), null);
  const key = await makeSecretKey(path);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.deepEqual(await loadSecretKeys(path), [key]);
  await assert.rejects(makeSecretKey(path), { name: 'Refusal' });
});

test('a key that is added stands behind the others, and the file stays its owner’s alone', async () => {
  const path = join(folder, 'ring.key');
  const oldest = await makeSecretKey(path);
  const added = await addSecretKey(path);
  assert.deepEqual(await loadSecretKeys(path), [oldest, added]);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  await assert.rejects(addSecretKey(join(folder, 'none.key')), { name: 'Refusal', message: /ENOENT/ });
});

test('a ring opens what any of its keys sealed, seals under one, and looks for a newer key where none opens', () => {
  const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  let file = [first];
  const ring = openKeyRing(file, () => file);
  const old = ring.seal('old', 'nas-secret');
  file = [first, second];
  const elsewhere = openKeyRing(file);
  assert.equal(elsewhere.sealUnder(secretKeyId(second)), true);
  const fresh = elsewhere.seal('fresh', 'nas-secret');
  assert.deepEqual([ring.open(old, 'nas-secret'), ring.open(fresh, 'nas-secret')], ['old', 'fresh']);
  assert.deepEqual(
    [elsewhere.isCurrent(old, 'nas-secret'), elsewhere.isCurrent(fresh, 'nas-secret')],
    [false, true],
  );
  assert.equal(openSecretBox(second).open(fresh, 'nas-secret'), 'fresh');
  assert.throws(() => openSecretBox(first).open(fresh, 'nas-secret'));
  assert.equal(ring.sealUnder('none of them'), false);
  assert.deepEqual(elsewhere.fileKey('papers'), ring.fileKey('papers'), 'what stands on paper stays good');
  assert.ok(!first.toString('hex').includes(secretKeyId(first)));
});

test('a file that is no key is refused in a sentence', async () => {
  const path = join(folder, 'other');
  await writeFile(path, 'hello');
  await assert.rejects(loadSecretKeys(path), { name: 'Refusal', message: /64 hex digits/ });
});
