import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@gatehouse/server/db/open-database';
import { writeSnapshot } from '@gatehouse/server/radius/directory-snapshot/write-snapshot';
import { openSecretBox } from '@gatehouse/server/secrets';
import { playNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import { openFaultHouse } from './fault-house.ts';
import { isFull } from './fault-size.ts';
import { embeddedDatabase, radiusProcess, signalAll, trySignal } from './product-processes.ts';

/** As it is now, after the one that is written by itself: that may be from before the customers, and one writes at a time. */
async function writeSnapshotNow(dataFolder: string, databaseUrl: string): Promise<void> {
  const key = Buffer.from((await readFile(path.join(dataFolder, 'secret.key'), 'utf8')).trim(), 'hex');
  const file = path.join(dataFolder, 'directory.snapshot');
  for (const until = Date.now() + 30_000; !existsSync(file); await pause(50))
    assert.ok(Date.now() < until, 'no snapshot is written by itself');
  const { pool, close } = openDatabase({ connectionString: databaseUrl }, { poolSize: 2 });
  const options = { path: file, key: openSecretBox(key).fileKey('directory-snapshot'), madeAt: Date.now() };
  await writeSnapshot(pool, { ...options, restFactor: 0, bytesMax: 1e9 });
  await close();
}

test('kill -9 of the radius process while PostgreSQL hangs: logins and accounting are answered again all the same', async (t) => {
  const house = await openFaultHouse();
  const { dataFolder } = house.gatehouse;
  const { pid, url } = await embeddedDatabase(dataFolder);
  const nas = await playNas({ id: '', ...house.nas, server: house.gatehouse, tries: 1, timeoutMs: 500 });
  const [username = ''] = house.usernames;
  const login = { username, password: `of ${username}`, callingStationId: newMac() };
  try {
    await writeSnapshotNow(dataFolder, url);
    await signalAll(pid, 'SIGSTOP');
    const radius = (await radiusProcess(house.gatehouse.pid)) ?? assert.fail('there is no radius process');
    const killedAt = Date.now();
    trySignal(radius, 'SIGKILL');
    while ((await nas.logIn(login)) !== 'Access-Accept')
      assert.ok(Date.now() - killedAt < 60_000, house.gatehouse.output());
    const backMs = Date.now() - killedAt;
    t.diagnostic(`back after ${backMs} ms`);
    if (isFull) assert.ok(backMs < 10_000, `back after ${backMs} ms`);
    const start = { event: 'Start', username, acctSessionId: 'while it hangs' } as const;
    while ((await nas.account(start)) !== 'Accounting-Response')
      assert.ok(Date.now() - killedAt < 60_000, house.gatehouse.output());
    await signalAll(pid, 'SIGCONT');
    const { pool, close } = openDatabase({ connectionString: url }, { poolSize: 1 });
    const stored = async (): Promise<number | null> =>
      (await pool.query(`select from sessions where acct_session_id = 'while it hangs'`)).rowCount;
    for (const until = Date.now() + 30_000; (await stored()) === 0; await pause(50)) {
      assert.ok(Date.now() < until, 'what was answered is not stored');
    }
    assert.equal(await stored(), 1);
    await close();
  } finally {
    await signalAll(pid, 'SIGCONT');
    await nas.close();
    await house.stop();
  }
});
