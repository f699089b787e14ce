import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@gatehouse/server/db/open-database';
import { openSecretBox } from '@gatehouse/server/secrets';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { embeddedDatabase } from './product-processes.ts';

/** `gatehouse secrets rotate` is killed in the middle, again and again, while customers log in and operators set passwords. */
const CUSTOMERS = sized(3000, 60_000);
const KILLS = sized(2, 12);
const APART_MS = { min: 400, max: 2500 };

let house: FaultHouse;
let nas: TestNas;
before(async () => {
  house = await openFaultHouse();
  nas = await playNas({ id: '', ...house.nas, server: house.gatehouse, tries: 2, timeoutMs: 5000 });
});
after(async () => {
  await nas?.close();
  await house?.stop();
});

async function inDatabase<T>(
  work: (pool: ReturnType<typeof openDatabase>['pool']) => Promise<T>,
): Promise<T> {
  const { url } = await embeddedDatabase(house.gatehouse.dataFolder);
  const { pool, close } = openDatabase({ connectionString: url }, { poolSize: 1 });
  try {
    return await work(pool);
  } finally {
    await close();
  }
}

const keyFile = () => path.join(house.gatehouse.dataFolder, 'secret.key');

/** Kills the command, unless it is through before; whether it was. */
async function rotateAndKill(): Promise<boolean> {
  const { dataFolder } = house.gatehouse;
  const program = path.resolve(import.meta.dirname, '../../gatehouse');
  const child = spawn(program, ['secrets', 'rotate', '--data', dataFolder], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await Promise.race([ended, pause(APART_MS.min + Math.random() * (APART_MS.max - APART_MS.min))]);
  child.kill('SIGKILL');
  const [code] = (await ended) as [number | null];
  return code !== null;
}

/** One after the other logs in, and now and then an operator sets a password, until it is told to stop. */
function workMeanwhile() {
  let wanted = true;
  const found = { logins: 0, refused: [] as string[], changed: 0 };
  const done = (async () => {
    const api = await house.gatehouse.api();
    type Customers = { readonly items: readonly { readonly id: string; readonly username: string }[] };
    const [first] = (await api.get<Customers>(`/customers?search=${house.usernames[0]}&limit=1`)).items;
    for (let at = 0; wanted; at++, await pause(15)) {
      const username = house.usernames[at % house.usernames.length] ?? '';
      const reply = await nas.logIn({ username, password: `of ${username}` });
      found.logins += 1;
      if (reply !== 'Access-Accept') found.refused.push(`${username}: ${reply}`);
      if (at % 10 !== 0 || first === undefined) continue;
      // The same password, sealed anew each time.
      const { status } = await api.ask('PATCH', `/customers/${first.id}`, {
        password: `of ${first.username}`,
      });
      if (status === 200) found.changed += 1;
    }
  })();
  return async () => {
    wanted = false;
    await done;
    return found;
  };
}

test('killed anywhere every password opens, and the run that is left alone puts all of them under one new key', async () => {
  await inDatabase((pool) =>
    pool.query(
      `insert into customers (name, username, username_key, kind, password_cipher)
       select 'N ' || n, 'many.' || n, 'many.' || n, 'pppoe', (select password_cipher from customers limit 1)
         from generate_series(1, $1) n`,
      [CUSTOMERS],
    ),
  );
  const endOfWork = workMeanwhile();
  for (let kill = 0; kill < KILLS; kill++) if (await rotateAndKill()) break;
  await house.gatehouse.command('secrets', 'rotate');
  const { logins, refused, changed } = await endOfWork();
  assert.deepEqual(refused, []);
  assert.ok(logins > 50 && changed > 3, `${logins} logins, ${changed} passwords set`);

  const keys = (await readFile(keyFile(), 'utf8')).trim().split('\n');
  assert.ok(keys.length >= 2);
  assert.equal((await stat(keyFile())).mode & 0o777, 0o600);
  const { rows: told } = await inDatabase((pool) =>
    pool.query<{ id: string; resealed_at: Date | null }>(
      'select id, resealed_at from secret_keys order by number desc',
    ),
  );
  assert.ok(
    told.length === keys.length - 1 && told.every((each) => each.resealed_at !== null),
    JSON.stringify(told),
  );
  const newest = openSecretBox(Buffer.from(keys.at(-1) ?? '', 'hex'));
  const { rows } = await inDatabase((pool) =>
    pool.query<{ cipher: Buffer }>('select password_cipher as cipher from customers'),
  );
  assert.ok(rows.length > CUSTOMERS);
  for (const { cipher } of rows) assert.match(newest.open(cipher, 'network-password'), /^of /);

  process.kill(house.gatehouse.pid, 'SIGTERM');
  await house.startAgain();
  for (const username of house.usernames.slice(0, 5))
    assert.equal(await nas.logIn({ username, password: `of ${username}` }), 'Access-Accept', username);
});
