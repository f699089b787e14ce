import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { playNas } from '../ask-as-nas.ts';
import { newMac } from '../shop.ts';
import { openFaultHouse } from './fault-house.ts';
import { sized } from './fault-size.ts';
import { embeddedDatabase } from './product-processes.ts';
import { mountSmallDisk, type SmallDisk, skipWithoutDisks } from './small-disk.ts';

const load = { sessions: sized(60, 200), packetsPerSecond: sized(100, 200) };

test('disk full under database and journal: logins go on, no accounting is answered that is not stored, and it recovers by itself', {
  skip: skipWithoutDisks,
}, async () => {
  const disks: SmallDisk[] = [];
  const house = await openFaultHouse({
    prepare: async (dataFolder) => {
      disks.push(await mountSmallDisk(dataFolder, '1g'));
    },
  });
  const { fill, makeRoom, unmount } = disks[0] ?? assert.fail('it was not mounted');
  const nas = await playNas({ id: '', ...house.nas, server: house.gatehouse });
  const logIn = (number: number): Promise<string> => {
    const username = house.usernames[number % house.usernames.length] ?? '';
    return nas.logIn({ username, password: `of ${username}`, callingStationId: newMac() });
  };
  const { url } = await embeddedDatabase(house.gatehouse.dataFolder);
  try {
    const played = await house.play(load);
    const { ledger } = played;
    const answeredSince = (since: number): number =>
      ledger.answered.filter(({ answeredAt }) => (answeredAt ?? 0) > since).length;
    await pause(500);
    await fill();
    // What the database has room for in files that it has already is still stored.
    for (const until = Date.now() + 120_000; ; await pause(200)) {
      assert.equal(await logIn(ledger.entries.length), 'Access-Accept', house.gatehouse.output());
      const said = house.gatehouse.output();
      if (said.includes('No space left on device') && said.includes('ENOSPC')) break;
      assert.ok(Date.now() < until, 'database and journal do not notice that the disk is full');
    }
    for (const until = Date.now() + sized(1000, 60_000); Date.now() < until; await pause(50)) {
      assert.equal(await logIn(ledger.entries.length), 'Access-Accept');
    }
    await makeRoom();
    const roomAt = Date.now();
    for (const until = Date.now() + 30_000; answeredSince(roomAt) === 0; await pause(50)) {
      assert.ok(Date.now() < until, 'accounting is not answered again');
    }
    await played.finish();
    assert.deepEqual(await house.check(ledger, url), []);
    assert.ok(
      ledger.entries.every(({ event, answeredAt }) => event === 'Interim-Update' || answeredAt !== null),
    );
    assert.equal(await logIn(0), 'Access-Accept');
  } finally {
    await nas.close();
    await house.gatehouse.stop();
    unmount();
    await house.stop();
  }
});
