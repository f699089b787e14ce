import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { findHotspotZone } from '../hotspot-zones/hotspot-zones.queries.ts';
import type { WaitingDevice } from '../hotspot-zones/hotspot-zones.schemas.ts';
import { findWaiting, listWaiting } from '../hotspot-zones/waiting-devices.queries.ts';
import { startTestRadius, type TestRadius, type TestReply } from './testing.ts';

const TV = 'C4:E9:84:00:00:01';
const PHONE = '02:AB:00:00:00:02';

let radius: TestRadius;
let cafe: number;
let garden: number;
let nasId: number;

before(async () => {
  radius = await startTestRadius();
  cafe = await radius.addZone();
  garden = await radius.addZone();
  nasId = await radius.addNas({ zone_id: cafe, name: 'café router' });
  await radius.change(async ({ tx, announce }) => {
    await tx
      .insertInto('nas_hotspot_servers')
      .values({ nas_id: nasId, server_name: 'garden', zone_id: garden })
      .execute();
    announce('nas', [nasId]);
  });
});
after(() => radius?.close());

test('an unknown device that a hotspot asks about waits in its zone, until it is somebody’s', async () => {
  assert.equal((await macLogin(TV)).outcome, 'reject');
  assert.equal((await macLogin(TV)).outcome, 'reject');
  assert.equal((await macLogin(PHONE)).outcome, 'reject');
  const [first, second, ...others] = await waitingIn(cafe, ([phone]) => phone?.mac === PHONE);
  assert.equal(others.length, 0);
  assert.deepEqual([first?.mac, first?.private, first?.vendor, first?.count], [PHONE, true, null, 1]);
  assert.deepEqual([second?.mac, second?.private, second?.count], [TV, false, 2]);
  assert.deepEqual(second?.nas, { id: String(nasId), name: 'café router' });
  assert.ok(Date.now() - Date.parse(second?.lastAt ?? '') < 60_000);
  assert.deepEqual(await listWaiting(radius.database.db, garden), [], 'in no other zone');
  assert.equal((await findHotspotZone(radius.database.db, cafe))?.waitingCount, 2);
  await radius.addCustomer({ username: 'tv.owner', kind: 'hotspot', macs: [TV] });
  assert.deepEqual(
    (await listWaiting(radius.database.db, cafe)).map(({ mac }) => mac),
    [PHONE],
  );
  assert.equal((await findHotspotZone(radius.database.db, cafe))?.waitingCount, 1);
});

test('those of all zones stand in one list with their zone, found by MAC, maker, router or zone', async () => {
  const { db } = radius.database;
  const macs = async (search: string, zoneId: number | null = null) =>
    (await findWaiting(db, { zoneId, search })).items.map(({ mac }) => mac);
  await macLogin('F0:BF:97:00:00:42', 'garden');
  await waitingIn(garden, ([tv]) => tv !== undefined);
  const { items, total } = await findWaiting(db, { zoneId: null, search: '' });
  assert.deepEqual(
    items.map(({ mac, zone }) => [mac, zone.id]),
    [
      ['F0:BF:97:00:00:42', String(garden)],
      [PHONE, String(cafe)],
    ],
  );
  assert.equal(total, 2);
  assert.deepEqual(await macs('', cafe), [PHONE]);
  for (const sought of ['bf-97', 'f0bf97', 'sony'])
    assert.deepEqual(await macs(sought), ['F0:BF:97:00:00:42']);
  assert.deepEqual(await macs('private'), [PHONE]);
  assert.equal((await macs('café router')).length, 2);
  assert.deepEqual(await macs('%'), []);
});

test('passers-by are counted apart from refusals, and of a crowd the access log has a few lines a minute', async () => {
  const at = (n: number) => `02:CC:00:00:${hex(n >> 8)}:${hex(n & 255)}`;
  const crowd = Array.from({ length: 200 }, (_, n) => at(n));
  const replies = await Promise.all(crowd.map((mac) => macLogin(mac, 'garden')));
  assert.ok(replies.every(({ outcome }) => outcome === 'reject'));
  const waiting = await waitingIn(garden, (devices) => devices.length === 200);
  assert.equal(waiting.length, 200);
  await radius.role.stop();
  const { rows } = await sql<{ lines: number }>`
    select count(*) as lines from attempts where kind = 'hotspot-mac' and outcome = 'reject'`.execute(
    radius.database.db,
  );
  // It may have become another minute meanwhile.
  assert.ok((rows[0]?.lines ?? 0) <= 2 * 12, `${rows[0]?.lines} lines`);
});

function macLogin(mac: string, calledStationId?: string): Promise<TestReply> {
  return radius.login({
    service: 'hotspot',
    username: mac,
    password: '',
    callingStationId: mac,
    ...(calledStationId !== undefined && { calledStationId }),
  });
}

async function waitingIn(
  zoneId: number,
  isThere: (devices: readonly WaitingDevice[]) => boolean,
): Promise<readonly WaitingDevice[]> {
  const until = Date.now() + 10_000;
  for (;;) {
    const devices = await listWaiting(radius.database.db, zoneId);
    if (isThere(devices) || Date.now() > until) return devices;
    await pause(50);
  }
}

function hex(octet: number): string {
  return octet.toString(16).padStart(2, '0').toUpperCase();
}
