import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionEvent } from './accounting-event.ts';
import { identify, joinSessionEvents, type SessionInHand } from './join-session-events.ts';
import { NOON, type Told, tell, tellWithoutTime } from './testing.ts';

const join = (...events: SessionEvent[]): SessionInHand[] => joinSessionEvents([], events.map(identify));

/** Rows as they would come back from the database. */
function joinStored(stored: readonly SessionInHand[], ...events: SessionEvent[]): SessionInHand[] {
  const rows = stored.map((row, i) => ({ ...row, id: i + 1, first: null }));
  joinSessionEvents(rows, events.map(identify));
  return rows;
}

test('Start, Interim-Update and Stop of one session are one row that ends', () => {
  const rows = join(
    tell('start'),
    tell('interim-update', { at: 300, sessionSeconds: 300, inputBytes: 10, outputBytes: 100 }),
    tell('stop', { at: 400, sessionSeconds: 400, inputBytes: 15, outputBytes: 150 }),
  );
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.endedAt, NOON + 400_000);
  assert.equal(rows[0]?.terminateCause, 'User-Request');
  assert.deepEqual([rows[0]?.inputBytes, rows[0]?.outputBytes, rows[0]?.sessionSeconds], [15, 150, 400]);
});

test('a Stop that overtakes its Start leaves one ended row', () => {
  const rows = join(tell('stop', { at: 10, sessionSeconds: 10 }), tell('start', { at: 11, delay: 11 }));
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.endedAt, NOON + 10_000);
});

test('an Interim-Update whose Start was lost opens the row, at the computed start', () => {
  const rows = join(tell('interim-update', { at: 600, sessionSeconds: 600 }));
  assert.equal(rows[0]?.first?.startedAt, NOON);
  assert.equal(rows[0]?.endedAt, null);
});

test('a late Interim-Update does not open the session again, but its counters count', () => {
  const rows = join(
    tell('stop', { at: 10, sessionSeconds: 10, inputBytes: 5 }),
    tell('interim-update', { at: 12, sessionSeconds: 10, inputBytes: 9 }),
  );
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.endedAt, NOON + 10_000);
  assert.equal(rows[0]?.inputBytes, 9);
});

const busyAccessPoint = [
  tell('start'),
  tell('stop', { at: 2, sessionSeconds: 2, inputBytes: 3 }),
  tell('start', { at: 3 }),
  tell('interim-update', { at: 303, sessionSeconds: 300, inputBytes: 90 }),
];

test('Start, Stop and Start under one id: the session is open again when it counts more seconds than its Stop', () => {
  const ended = join(...busyAccessPoint.slice(0, 3));
  assert.deepEqual([ended.length, ended[0]?.endedAt], [1, NOON + 2000]);
  const again = join(...busyAccessPoint);
  assert.deepEqual([again.length, again[0]?.endedAt, again[0]?.terminateCause], [1, null, null]);
});

test('a session that went on after its Stop ends with its last one', () => {
  const stop = tell('stop', { at: 603, sessionSeconds: 600, inputBytes: 95, terminateCause: 'Lost-Carrier' });
  for (const story of [busyAccessPoint, busyAccessPoint.slice(0, 3)]) {
    const [row] = join(...story, stop);
    assert.deepEqual([row?.endedAt, row?.terminateCause], [NOON + 603_000, 'Lost-Carrier']);
  }
});

test('all of a session told twice, as after a crash, leaves it as it was', () => {
  const [once] = join(...busyAccessPoint);
  const [twice] = join(...busyAccessPoint, ...busyAccessPoint);
  assert.deepEqual(
    { ...twice, first: null, lastEventStartAt: 0 },
    { ...once, first: null, lastEventStartAt: 0 },
  );
});

test('a repeated Interim-Update from before the Stop does not open the session again, whenever it arrives', () => {
  const rows = join(
    tell('interim-update', { at: 300, sessionSeconds: 300 }),
    tell('stop', { at: 310, sessionSeconds: 310 }),
    tell('interim-update', { at: 330, sessionSeconds: 300 }),
    tell('interim-update', { at: 340, delay: 40, sessionSeconds: 300 }),
  );
  assert.deepEqual(
    rows.map((row) => row.endedAt),
    [NOON + 310_000],
  );
});

test('an event sent again later under a new id, with its delay told, is the same event', () => {
  const once = join(tell('stop', { at: 10, sessionSeconds: 10, inputBytes: 5 }));
  const twice = join(
    tell('stop', { at: 10, sessionSeconds: 10, inputBytes: 5 }),
    tell('stop', { at: 40, delay: 30, sessionSeconds: 10, inputBytes: 5 }),
  );
  assert.equal(twice.length, 1);
  const { lastHeardAt: _, first: __, ...told } = once[0] as SessionInHand;
  assert.deepEqual(
    { ...(twice[0] as SessionInHand), lastHeardAt: undefined, first: undefined },
    {
      ...told,
      lastHeardAt: undefined,
      first: undefined,
    },
  );
});

test('counters never shrink', () => {
  const rows = join(
    tell('interim-update', { at: 300, sessionSeconds: 300, inputBytes: 500, outputBytes: 1 }),
    tell('interim-update', { at: 301, sessionSeconds: 301, inputBytes: 400, outputBytes: 2 }),
  );
  assert.deepEqual([rows[0]?.inputBytes, rows[0]?.outputBytes], [500, 2]);
});

const starts: readonly (readonly [apart: number, rows: number])[] = [
  [59, 1],
  [60, 1],
  [61, 2],
  [-60, 1],
  [-61, 2],
];
for (const [apart, rows] of starts) {
  test(`the same id with starts ${apart} s apart is ${rows === 1 ? 'one session' : 'another session'}`, () => {
    const startsAt: Told = { at: 100 + apart, sessionSeconds: 0 };
    assert.equal(join(tell('start', { at: 100 }), tell('interim-update', startsAt)).length, rows);
  });
}

test('the milliseconds between two arrivals decide nothing', () => {
  const late = { ...tell('interim-update', { at: 60 }), startedAt: NOON + 60_004 };
  assert.equal(join(tell('start'), late).length, 1);
});

test('a router whose clock drifts by minutes over weeks keeps its session', () => {
  const drifting = Array.from({ length: 20 }, (_, day) =>
    tell('interim-update', { at: day * 86_400 + day * 50, sessionSeconds: day * 86_400 }),
  );
  assert.equal(join(...drifting).length, 1);
});

test('a straggler of an old session under a reused id finds its own row, and leaves the new one alone', () => {
  const rows = join(
    tell('start'),
    tell('stop', { at: 100, sessionSeconds: 100, inputBytes: 7 }),
    tell('start', { at: 3600 }),
    tell('stop', { at: 3601, delay: 3501, sessionSeconds: 100, inputBytes: 7 }),
    tell('interim-update', { at: 3900, sessionSeconds: 300 }),
  );
  assert.deepEqual(
    rows.map((row) => row.endedAt),
    [NOON + 100_000, null],
  );
});

test('another user, another device or another router under the same id is another session', () => {
  const rows = join(
    tell('start'),
    tell('start', { username: 'karim' }),
    tell('start', { callingStationId: 'C4:E9:84:00:00:01' }),
    tell('start', { nasIdentifier: 'south' }),
    tell('start', { sourceAddress: '192.0.2.2' }),
  );
  assert.equal(rows.length, 5);
});

test('a session that was given up as stale is open again when it speaks', () => {
  const stale = { ...join(tell('start'))[0], endedAt: NOON, terminateCause: 'Stale' } as SessionInHand;
  const [row] = joinStored([stale], tell('interim-update', { at: 2000, sessionSeconds: 2000 }));
  assert.deepEqual([row?.endedAt, row?.terminateCause], [null, null]);
});

test('what happened before an Accounting-On does not open the session again, what happens after it does', () => {
  const closed = {
    ...join(tell('start'))[0],
    endedAt: NOON + 500_000,
    terminateCause: 'Accounting-On',
  } as SessionInHand;
  const [before] = joinStored([closed], tell('interim-update', { at: 510, delay: 210, sessionSeconds: 300 }));
  assert.equal(before?.endedAt, NOON + 500_000);
  const [after] = joinStored([closed], tell('interim-update', { at: 600, sessionSeconds: 600 }));
  assert.equal(after?.endedAt, null);
});

test('the Stop of a router says better than we when and why a session ended', () => {
  const stale = { ...join(tell('start'))[0], endedAt: NOON + 1, terminateCause: 'Stale' } as SessionInHand;
  const [row] = joinStored(
    [stale],
    tell('stop', { at: 1000, sessionSeconds: 1000, terminateCause: 'Lost-Carrier' }),
  );
  assert.deepEqual([row?.endedAt, row?.terminateCause], [NOON + 1_000_000, 'Lost-Carrier']);
});

test('the owner stays when the device moves', () => {
  const [row] = join(
    tell('start'),
    tell('interim-update', { at: 300, sessionSeconds: 300, owner: { customerId: 8, subscriptionId: 80 } }),
  );
  assert.deepEqual([row?.customerId, row?.subscriptionId], [7, 70]);
});

test('the device’s holder owns a session only from its start', () => {
  const holder = { customerId: 8, subscriptionId: null };
  const [held] = join(tell('start', { owner: null, holder }));
  assert.equal(held?.customerId, 8);
  const [unowned] = join(
    tell('start', { owner: null }),
    tell('interim-update', { at: 300, sessionSeconds: 300, owner: null, holder }),
  );
  assert.equal(unowned?.customerId, null);
});

const begun = tell('start', { at: 200, delay: 200 });
const withoutTime = [
  begun,
  tellWithoutTime('interim-update', { at: 200, delay: 130, inputBytes: 1000 }),
  tellWithoutTime('interim-update', { at: 200, delay: 65, inputBytes: 2000 }),
  tellWithoutTime('stop', { at: 200, inputBytes: 3000 }),
];

test('a NAS that never tells Acct-Session-Time: its events are one session, told one by one or together', () => {
  const [row, ...others] = join(...withoutTime);
  assert.deepEqual([others.length, row?.inputBytes, row?.endedAt], [0, 3000, NOON + 200_000]);
  let stored: SessionInHand[] = join(begun);
  for (const event of withoutTime.slice(1)) stored = joinStored(stored, event);
  assert.deepEqual([stored.length, stored[0]?.inputBytes, stored[0]?.lastEventStartAt], [1, 3000, NOON]);
});

test('a NAS that tells Acct-Session-Time in its Stop alone: one session', () => {
  const stop = tell('stop', { at: 200, sessionSeconds: 200, inputBytes: 3000 });
  const [row, ...others] = join(...withoutTime.slice(0, 3), stop);
  assert.deepEqual([others.length, row?.sessionSeconds, row?.endedAt], [0, 200, NOON + 200_000]);
});

test('the same Stop told again an hour later, without a delay and without Acct-Session-Time, changes nothing', () => {
  const [row, ...others] = join(...withoutTime, tellWithoutTime('stop', { at: 3800, inputBytes: 3000 }));
  assert.deepEqual([others.length, row?.inputBytes, row?.endedAt], [0, 3000, NOON + 200_000]);
});

test('without Acct-Session-Time: a straggler behind the Stop opens nothing, what counts on afterwards does', () => {
  const straggler = tellWithoutTime('interim-update', { at: 230, inputBytes: 2000 });
  const late = join(...withoutTime, straggler);
  assert.deepEqual([late.length, late[0]?.endedAt], [1, NOON + 200_000]);
  const goesOn = join(...withoutTime, tellWithoutTime('interim-update', { at: 500, inputBytes: 4000 }));
  assert.deepEqual([goesOn.length, goesOn[0]?.endedAt, goesOn[0]?.inputBytes], [1, null, 4000]);
});

test('without Acct-Session-Time: an id that is used again, its Start lost, is a new session when it counts fewer octets', () => {
  const rows = join(...withoutTime, tellWithoutTime('interim-update', { at: 900, inputBytes: 10 }));
  assert.deepEqual(
    rows.map(({ inputBytes, endedAt }) => [inputBytes, endedAt]),
    [
      [3000, NOON + 200_000],
      [10, null],
    ],
  );
});

test('without Acct-Session-Time: one that was closed because it was silent, or its NAS came up, is open again when it speaks', () => {
  for (const terminateCause of ['Stale', 'Accounting-On']) {
    const [open] = join(begun, tellWithoutTime('interim-update', { at: 300, inputBytes: 1000 }));
    assert.ok(open);
    const closed = { ...open, endedAt: NOON + 300_000, terminateCause };
    const again = joinStored([closed], tellWithoutTime('interim-update', { at: 2000, inputBytes: 1500 }));
    assert.deepEqual([again.length, again[0]?.endedAt, again[0]?.inputBytes], [1, null, 1500]);
    const fewer = tellWithoutTime('interim-update', { at: 310, inputBytes: 5 });
    const rows = [{ ...closed, id: 1, first: null }];
    assert.equal(joinSessionEvents(rows, [identify(fewer)])[0]?.id, null, 'another session');
  }
});
