import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { createTestDatabase } from '../../db/testing.ts';
import { openSecretBox } from '../../secrets.ts';
import { AccessDirectory } from '../access-directory/access-directory.ts';
import type { NasRecord } from '../access-directory/directory-records.ts';
import { loadAllAccessFacts } from '../load-access-facts.ts';
import { keepSnapshot, SNAPSHOT_PURPOSE } from './keep-snapshot.ts';
import { openSnapshot } from './load-snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const HOUR = 3600_000;
const folder = await mkdtemp(join(tmpdir(), 'gatehouse-snapshot-'));
const database = await createTestDatabase();
const secretBox = openSecretBox(randomBytes(32));
const key = secretBox.fileKey(SNAPSHOT_PURPOSE);
after(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

await fillDatabase();

const taskFor = (name: string, madeAt = Date.now()) => ({
  path: join(folder, name),
  key,
  madeAt,
  restFactor: 0,
  bytesMax: 1e9,
});
const sourceOf = (name: string) => ({
  path: join(folder, name),
  key,
  secretBox,
  now: Date.now(),
  ageMsMax: 24 * HOUR,
});

test('a directory filled from the disk answers as one filled from the database', async () => {
  const fromDatabase = new AccessDirectory('nobody');
  const routers = await loadAllAccessFacts({ pool: database.pool, secretBox }, fromDatabase);
  const { customers } = await writeSnapshot(database.pool, taskFor('same'));
  assert.equal(customers, 12_000);
  const fromDisk = new AccessDirectory('nobody');
  const routersFromDisk = await fill('same', fromDisk);
  assert.deepEqual(normal(routersFromDisk), normal(routers));
  assert.deepEqual(fromDisk.counts, fromDatabase.counts);
  assert.deepEqual([...fromDisk.zones], [...fromDatabase.zones]);
  for (const id of [1, 2, 3, 5001, 12_000]) {
    assert.deepEqual(factsOf(fromDisk, id), factsOf(fromDatabase, id));
    assert.equal(passwordOf(fromDisk, id), `password ${id}`);
  }
  const blocked = parseMacAddress('02:00:00:00:00:99') as MacAddress;
  assert.equal(fromDisk.isBlocked(blocked), true);
});

test('a password that cannot be opened ends the loading, on whichever page it is', async () => {
  for (const id of [2, 11_000]) {
    const spoil = `update customers set password_cipher = set_byte(password_cipher, 20, 255 - get_byte(password_cipher, 20)) where id = ${id}`;
    await database.pool.query(spoil);
    await assert.rejects(
      loadAllAccessFacts({ pool: database.pool, secretBox }, new AccessDirectory('nobody')),
      /unable to authenticate/i,
    );
    await database.pool.query(spoil);
  }
  const whole = new AccessDirectory('nobody');
  await loadAllAccessFacts({ pool: database.pool, secretBox }, whole);
  assert.equal(whole.counts.customers, 12_000);
});

test('one too old, from the future, of another key or altered is refused with the reason, and nothing of it is used', async () => {
  const now = Date.now();
  await writeSnapshot(database.pool, taskFor('old', now - 25 * HOUR));
  assert.match(await refusal('old'), /it is 25 hours old, and over 24 hours too much may have changed/);
  await writeSnapshot(database.pool, taskFor('future', now + HOUR));
  assert.match(await refusal('future'), /from the future/);
  await writeSnapshot(database.pool, taskFor('other'));
  assert.match(await refusal('other', { key: randomBytes(32) }), /another secret key/);
  const path = join(folder, 'other');
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length - 10));
  assert.match(await refusal('other'), /damaged/);
  assert.match(await refusal('nowhere'), /There is no snapshot/);
});

test('one that would be larger than allowed is not written, and the older one stays', async () => {
  await writeSnapshot(database.pool, taskFor('large'));
  await assert.rejects(
    writeSnapshot(database.pool, { ...taskFor('large', 1), bytesMax: 10_000 }),
    /would be over/,
  );
  assert.equal(await refusal('large'), 'it was used');
});

test('is written by a thread beside the logins, and again when it is due', async () => {
  const path = join(folder, 'kept');
  const faults: unknown[] = [];
  const keeper = keepSnapshot({
    connection: database.connection,
    path,
    key,
    clock: Date.now,
    mayWrite: () => true,
    madeAt: null,
    everyMs: 100,
    onError: (error) => faults.push(error),
  });
  for (let waited = 0; keeper.madeAt === null && waited < 60_000; waited += 50) await sleep(50);
  // One that is being written when it stops is broken off, and that is no fault.
  assert.deepEqual(faults, []);
  await keeper.stop();
  const directory = new AccessDirectory('nobody');
  await fill('kept', directory);
  assert.equal(directory.counts.customers, 12_000);
});

async function fill(name: string, directory: AccessDirectory): Promise<readonly NasRecord[]> {
  const opened = await openSnapshot(sourceOf(name));
  if ('refused' in opened) assert.fail(opened.refused);
  const routers = await opened.fill(directory);
  await opened.close();
  return routers;
}

async function refusal(name: string, more: { key?: Uint8Array } = {}): Promise<string> {
  const opened = await openSnapshot({ ...sourceOf(name), ...more });
  if ('refused' in opened) return opened.refused;
  await opened.close();
  return 'it was used';
}

function normal(routers: readonly NasRecord[]): unknown {
  return routers.map((nas) => ({
    ...nas,
    secrets: nas.secrets.map((secret) => Buffer.from(secret ?? []).toString()),
  }));
}

function factsOf(directory: AccessDirectory, id: number): unknown {
  const mac = parseMacAddress(macOf(id)) as MacAddress;
  const facts = directory.customerFacts(directory.findById(id), null, Date.now());
  return {
    facts,
    device: directory.deviceFacts(mac),
    removed: directory.customerFacts(directory.findById(id), 0x02_ff_00_00_00_00 as MacAddress, Date.now())
      .macWasRemoved,
  };
}

function passwordOf(directory: AccessDirectory, id: number): string {
  return Buffer.from(directory.passwords.bytes(directory.findById(id))).toString();
}

function macOf(id: number): string {
  return `02:00:00:01:${(id >> 8).toString(16).padStart(2, '0')}:${(id & 255).toString(16).padStart(2, '0')}`;
}

async function fillDatabase(): Promise<void> {
  const { pool } = database;
  const seal = (text: string) => secretBox.seal(text, 'network-password');
  await pool.query(
    `insert into service_packages (name, kind, quota_bytes) values ('Home', 'pppoe', 1000000)`,
  );
  await pool.query(
    `insert into hotspot_zones (name, ssid, mac_password_cipher) values ('Kafe', 'Kafe', $1)`,
    [secretBox.seal('for macs', 'mac-password')],
  );
  const sealed = Array.from({ length: 12_000 }, (_, i) => seal(`password ${i + 1}`));
  await pool.query(
    `insert into customers (name, username, username_key, password_cipher, kind)
     select 'Customer', 'user' || n, 'user' || n, cipher, 'pppoe' from unnest($1::bytea[]) with ordinality as p(cipher, n)`,
    [sealed],
  );
  await pool.query(
    `insert into devices (customer_id, mac, source, added_by)
     select c.id, ('02:00:00:01:' || lpad(to_hex(c.id >> 8), 2, '0') || ':' || lpad(to_hex(c.id & 255), 2, '0'))::macaddr, 'operator', 'x'
     from customers c where c.id <> 3`,
  );
  await pool.query(
    `insert into removed_devices (id, customer_id, mac, source, added_by, added_at, over_limit, zone_ids, removed_by)
     values (900000, 2, '02:ff:00:00:00:00', 'operator', 'x', now(), false, '{}', 'x')`,
  );
  await pool.query(
    `insert into subscriptions (customer_id, service_package_id, starts_at, ends_at)
     select id, 1, now() - interval '1 day', now() + interval '1 day' from customers`,
  );
  await pool.query(`insert into subscription_usage select id, id * 10 from subscriptions`);
  await pool.query(
    `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, username, calling_station_id, mac, customer_id,
                           started_at, last_event_start_at, last_heard_at)
     select id, '192.0.2.1', '', id, 'u', '', '02:00:00:00:00:01', id, now(), now(), now() from customers where id % 2 = 0`,
  );
  await pool.query(`insert into open_sessions select source_address, array_agg(id) from sessions group by 1`);
  await pool.query(`insert into blocked_macs (mac, blocked_by) values ('02:00:00:00:00:99', 'x')`);
  await pool.query(
    `insert into nas (name, address, secret_cipher, previous_secret_cipher, vendor, zone_id, coa_port)
     values ('Tower', '192.0.2.1/32', $1, $2, 'mikrotik', 1, 3799), ('Branch', '2001:db8::/64', $1, null, 'generic', null, 3799)`,
    [secretBox.seal('sécret', 'nas-secret'), secretBox.seal('older', 'nas-secret')],
  );
  await pool.query(
    `insert into nas_hotspot_servers (nas_id, server_name, zone_id) values (1, 'hotspot1', 1)`,
  );
}
