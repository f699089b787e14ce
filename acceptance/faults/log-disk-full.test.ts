import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { embeddedDatabase, radiusProcess, trySignal } from './product-processes.ts';
import { mountSmallDisk, skipWithoutDisks } from './small-disk.ts';

const gatehouseCommand = path.resolve(import.meta.dirname, '../../gatehouse');
let house: FaultHouse;
let nas: TestNas;

before(async () => {
  house = await openFaultHouse();
  nas = await playNas({ id: '', ...house.nas, server: house.gatehouse });
  await house.gatehouse.stop();
});
after(async () => {
  await nas?.close();
  await house?.stop();
});

type Running = { readonly pid: number; stop(): Promise<void> };

/** The product on the same data and ports, with all that it says going where a file handle goes. */
async function startSayingTo(output: FileHandle, { dataFolder, ...ports }: Gatehouse): Promise<Running> {
  const places = {
    admin: new URL(ports.adminUrl).port,
    'radius-auth': ports.auth.port,
    'radius-acct': ports.acct.port,
  };
  const flags = Object.entries(places).flatMap(([name, port]) => [`--${name}`, `127.0.0.1:${port}`]);
  const { DATABASE_URL: _, ...env } = process.env;
  const stdio = ['ignore', output.fd, output.fd] as const;
  const child = spawn(gatehouseCommand, ['start', '--data', dataFolder, ...flags], {
    env,
    stdio: [...stdio],
  });
  const exited = once(child, 'exit');
  const isReady = (): Promise<boolean> =>
    fetch(`${ports.adminUrl}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
  for (const until = Date.now() + 60_000; !(await isReady()); await pause(50)) {
    assert.ok(child.exitCode === null, `it ended with ${child.exitCode}`);
    assert.ok(Date.now() < until, 'it does not become ready');
  }
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function logIn(number: number): Promise<string> {
  const username = house.usernames[number % house.usernames.length] ?? '';
  return nas.logIn({ username, password: `of ${username}`, callingStationId: newMac() });
}

/** Gives everybody something to say. */
async function killRadius({ pid }: Running): Promise<void> {
  const before = await radiusProcess(pid);
  assert.ok(before !== null && trySignal(before, 'SIGKILL'));
  for (const until = Date.now() + 30_000; ; await pause(50)) {
    const now = await radiusProcess(pid);
    if (now !== null && now !== before && (await logIn(0)) === 'Access-Accept') return;
    assert.ok(Date.now() < until, 'it is not started again');
  }
}

test('disk full under the log: everything goes on, and the log goes on too once there is room', {
  skip: skipWithoutDisks,
}, async () => {
  const disk = await mountSmallDisk(path.join(path.dirname(house.gatehouse.dataFolder), 'log'), '64k');
  const file = path.join(disk.folder, 'gatehouse.log');
  const log = await open(file, 'a');
  try {
    const running = await startSayingTo(log, house.gatehouse);
    try {
      const logged = async (): Promise<string> => readFile(file, 'utf8');
      assert.match(await logged(), /gatehouse ready/);
      await disk.fill();
      // What is left of the last page that the file has.
      await assert.rejects(async () => {
        for (;;) await log.write('\n'.repeat(100));
      }, /ENOSPC/);
      const { url } = await embeddedDatabase(house.gatehouse.dataFolder);
      const played = await house.play({ sessions: 40, packetsPerSecond: sized(80, 200) });
      for (let kill = 0; kill < sized(1, 10); kill++) await killRadius(running);
      const ledger = await played.finish();
      assert.ok(ledger.answered.length > 0);
      assert.deepEqual(await house.check(ledger, url), []);
      assert.doesNotMatch(await logged(), /is started again/);
      await disk.makeRoom();
      await killRadius(running);
      const lines = (await logged()).split('\n').filter((line) => line.startsWith('{'));
      assert.ok(lines.some((line) => /"lost":\d+,"msg":"lines of the log could not be written"/.test(line)));
      assert.ok(lines.some((line) => line.includes('is started again')));
    } finally {
      await running.stop();
    }
  } finally {
    await log.close();
    disk.unmount();
  }
});

test('a start with a log that takes nothing at all serves', async () => {
  const full = await open('/dev/full', 'w');
  const running = await startSayingTo(full, house.gatehouse);
  try {
    assert.equal(await logIn(1), 'Access-Accept');
    assert.equal(
      await nas.account({ event: 'Start', username: house.usernames[1] ?? '' }),
      'Accounting-Response',
    );
  } finally {
    await running.stop();
    await full.close();
  }
});
