import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { embeddedDatabase, signalAll } from './product-processes.ts';
import { mountSmallDisk, type SmallDisk, skipWithoutDisks } from './small-disk.ts';

test('disk full under the journal: no answer without a record, and it recovers by itself', {
  skip: skipWithoutDisks,
}, async () => {
  const disks: SmallDisk[] = [];
  const house = await openFaultHouse({
    prepare: async (dataFolder) => {
      disks.push(await mountSmallDisk(path.join(dataFolder, 'journal'), '64k'));
    },
  });
  const { unmount } = disks[0] ?? assert.fail('it was not mounted');
  const { pid, url } = await embeddedDatabase(house.gatehouse.dataFolder);
  try {
    const played = await house.play({ sessions: 60, packetsPerSecond: sized(100, 200) });
    await pause(1000);
    await signalAll(pid, 'SIGSTOP');
    const { entries } = played.ledger;
    const answeredSince = (since: number): number =>
      entries.filter(({ answeredAt }) => answeredAt !== null && answeredAt > since).length;
    // 64 kB hold less than two hundred events: soon nothing is answered any more.
    for (const until = Date.now() + 60_000; ; await pause(500)) {
      const quietSince = Date.now() - 3000;
      if (entries.length > 300 && answeredSince(quietSince) === 0) break;
      assert.ok(Date.now() < until, 'it goes on answering although its disk is full');
    }
    assert.match(house.gatehouse.output(), /journal/);
    await signalAll(pid, 'SIGCONT');
    const ledger = await played.finish();
    assert.deepEqual(await house.check(ledger, url), []);
    assert.ok(
      ledger.entries.every(({ event, answeredAt }) => event === 'Interim-Update' || answeredAt !== null),
    );
  } finally {
    await signalAll(pid, 'SIGCONT');
    await house.gatehouse.stop();
    unmount();
    await house.stop();
  }
});
