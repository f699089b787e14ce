import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { commandLineActor } from '../actor.ts';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { type KeyRing, openKeyRing, openSecretBox } from '../secrets.ts';
import { prepareKey } from '../supervisor/prepare-key.ts';
import { keepSecretKeys, type SecretKeysKept } from './keep-secret-keys.ts';
import { loadSecretKeys, reloadSecretKeys } from './key-file.ts';
import { rotateSecrets } from './rotate-secrets.ts';
import { sealedColumns } from './sealed-columns.ts';

let api: TestApi;
let folder: string;
let path: string;
const living: SecretKeysKept[] = [];
before(async () => {
  api = await openTestApi();
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-rotation-'));
  path = join(folder, 'secret.key');
  await writeFile(path, `${Buffer.alloc(32, 1).toString('hex')}\n`, { mode: 0o600 });
  // The process that serves the API, as it is in the product.
  live(api.parts.secretBox as KeyRing, path, 'web');
});
after(async () => {
  for (const process of living) await process.stop();
  await api?.close();
  await rm(folder, { recursive: true });
});

function live(ring: KeyRing, file: string, kind: 'radius' | 'web'): SecretKeysKept {
  const { log } = api.parts;
  const kept = keepSecretKeys({
    db: api.database.db,
    ring,
    path: file,
    log,
    id: randomUUID(),
    kind,
    everyMs: 30,
  });
  living.push(kept);
  return kept;
}

async function rotate(remark: (line: string) => void = () => {}, waitMsMax = 20_000) {
  const { db } = api.database;
  const ring = await prepareKey(db, path);
  return rotateSecrets({ db, ring, path, actor: commandLineActor('tester'), remark, waitMsMax });
}

async function ciphers() {
  const found = [];
  for (const { table, column, context } of sealedColumns) {
    const { rows } = await sql<{ cipher: Buffer }>`
      select ${sql.ref(column)} as cipher from ${sql.table(table)} where ${sql.ref(column)} is not null`.execute(
      api.database.db,
    );
    found.push(...rows.map(({ cipher }) => ({ cipher, context, name: `${table}.${column}` })));
  }
  return found;
}

test('every column that holds something sealed is among those that are sealed anew', async () => {
  const { rows } = await api.database.pool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' and column_name like '%cipher%' order by 1`,
  );
  const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`).sort();
  assert.deepEqual(listed, rows.map(({ name }) => name).sort());
});

test('everything is under the new key, while two processes work on, and nothing that was given out goes bad', async () => {
  const radius = openKeyRing((await loadSecretKeys(path)) ?? [], () => reloadSecretKeys(path));
  live(radius, path, 'radius');
  const customers = [];
  for (let at = 0; at < 12; at++)
    customers.push(await addTestCustomer(api, { password: `before-${at}-word` }));
  const router = {
    name: 'Core',
    vendor: 'mikrotik',
    address: '192.0.2.1',
    secret: 'a-router-secret-1',
  };
  const added = await api.call('POST', '/nas', router);
  assert.equal(added.status, 201, added.text);
  const hook = { name: 'Billing', url: 'https://hook.example/', events: ['device.added'] };
  const secretOfHook = (await api.call('POST', '/webhooks', hook)).body['secret'];
  const reference = api.parts.secretBox.fileKey('voucher-codes');

  const rotating = rotate();
  for (const [at, customer] of customers.entries()) {
    const password = `during-${at}-word`;
    assert.equal((await api.call('PATCH', `/customers/${customer['id']}`, { password })).status, 200);
  }
  const { count, unopened } = await rotating;
  assert.ok(count >= 3, `${count}`);
  assert.deepEqual(unopened, []);

  const [oldest, newest] = (await loadSecretKeys(path)) ?? [];
  assert.ok(oldest && newest);
  const [old, fresh] = [openSecretBox(oldest), openSecretBox(newest)];
  const all = await ciphers();
  assert.ok(all.length >= 14, `${all.length}`);
  for (const { cipher, context, name } of all) {
    assert.doesNotThrow(() => fresh.open(cipher, context), name);
    assert.throws(() => old.open(cipher, context), name);
    assert.doesNotThrow(() => radius.open(cipher, context), name);
  }
  const passwords = all
    .filter(({ name }) => name.startsWith('customers'))
    .map(({ cipher }) => fresh.open(cipher, 'network-password'));
  assert.deepEqual(passwords.sort(), customers.map((_, at) => `during-${at}-word`).sort());
  assert.match(String(secretOfHook), /^whsec_/);
  assert.deepEqual(api.parts.secretBox.fileKey('voucher-codes'), reference);
  const { rows } = await api.database.pool.query(
    `select action, actor_name, after from audit_log where action like 'secrets.%' order by id`,
  );
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['secrets.rotate', 'secrets.reseal'],
  );
  for (const key of await loadSecretKeys(path).then((keys) => keys ?? []))
    assert.ok(!JSON.stringify(rows).includes(key.toString('hex')), 'no key is on the record');
});

test('another machine without the new key is named, and until it has it nothing is sealed under it', async () => {
  const theirs = join(folder, 'there.key');
  await copyFile(path, theirs);
  const ring = openKeyRing((await loadSecretKeys(theirs)) ?? [], () => reloadSecretKeys(theirs));
  const there = live(ring, theirs, 'radius');
  await there.look();
  await assert.rejects(rotate(undefined, 600), {
    name: 'Refusal',
    message: /radius on .*Copy .*secret\.key there/,
  });
  assert.equal((await loadSecretKeys(path))?.length, 3, 'the key is made, and waits');
  await addTestCustomer(api, { password: 'while-it-waits' });
  for (const { cipher, context, name } of await ciphers())
    assert.doesNotThrow(() => ring.open(cipher, context), name);
  await copyFile(path, theirs);
  await there.look();
  const { count } = await rotate();
  assert.ok(count >= 15, `${count}`);
  assert.equal((await loadSecretKeys(path))?.length, 3, 'the one that waited was taken');
  for (const { cipher, context, name } of await ciphers())
    assert.doesNotThrow(() => ring.open(cipher, context), name);
  await there.stop();
});

test('broken off in the middle everything opens, and the next run goes on with the same key', async () => {
  const breaksOff = (line: string) => {
    if (/sealed anew/.test(line)) throw new Error('killed');
  };
  await assert.rejects(rotate(breaksOff), /killed/);
  const box = await prepareKey(api.database.db, path);
  for (const { cipher, context } of await ciphers()) assert.doesNotThrow(() => box.open(cipher, context));
  const remarks: string[] = [];
  await rotate((line) => remarks.push(line));
  assert.match(remarks.join(), /going on with it/);
  assert.equal((await loadSecretKeys(path))?.length, 4);
  const { rows } = await api.database.pool.query('select from secret_keys where resealed_at is null');
  assert.equal(rows.length, 0);
});

test('a key file from before a rotation is refused, in words that say which is needed', async () => {
  const older = join(folder, 'older.key');
  await writeFile(older, (await readFile(path, 'utf8')).split('\n').slice(0, 2).join('\n'));
  await assert.rejects(prepareKey(api.database.db, older), {
    name: 'Refusal',
    message: /older than this database.*newest copy/,
  });
});
