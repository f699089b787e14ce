import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { OpenSessions, type SessionState } from './open-sessions.ts';

const MINUTE = 60_000;
const START = 1_800_000_000_000;
const A = 0xaa as MacAddress;
const B = 0xbb as MacAddress;
const C = 0xcc as MacAddress;

function session(id: number, mac: MacAddress | null, more: Partial<SessionState> = {}): SessionState {
  return { id, customerId: 7, mac, lastHeardAt: START, open: true, ...more };
}

function sessionsWith(...states: SessionState[]): OpenSessions {
  const sessions = new OpenSessions();
  sessions.apply(states, []);
  return sessions;
}

test("counts the others' sessions, never the asking device's own", () => {
  const sessions = sessionsWith(session(1, A), session(2, B), session(3, C, { customerId: 8 }));
  assert.equal(sessions.countOthers(7, A, START), 1);
  assert.equal(sessions.countOthers(7, C, START), 2);
  assert.equal(sessions.countOthers(7, null, START), 2);
});

test('a session not heard from within three interim intervals does not count', () => {
  const sessions = sessionsWith(session(1, A));
  assert.equal(sessions.countOthers(7, B, START + 15 * MINUTE - 1), 1);
  assert.equal(sessions.countOthers(7, B, START + 15 * MINUTE), 0);
});

test('applying the same news twice, or older news later, changes nothing', () => {
  const closed = session(1, A, { lastHeardAt: START + 1000, open: false });
  const sessions = sessionsWith(session(1, A), closed, closed, session(1, A));
  assert.equal(sessions.countOthers(7, B, START + 2000), 0);
});

test('a session that a job closed without hearing from it is closed', () => {
  const sessions = sessionsWith(session(1, A), session(1, A, { open: false }));
  assert.equal(sessions.countOthers(7, B, START), 0);
});

test('an Accept holds a place for 30 s', () => {
  const sessions = new OpenSessions();
  sessions.reserve(7, A, START);
  assert.equal(sessions.countOthers(7, B, START + 29_999), 1);
  assert.equal(sessions.countOthers(7, B, START + 30_000), 0);
});

test('accounting takes over the place that the Accept held', () => {
  const sessions = new OpenSessions();
  sessions.reserve(7, A, START);
  sessions.apply([session(1, A)], []);
  assert.equal(sessions.countOthers(7, B, START), 1);
  sessions.apply([session(1, A, { lastHeardAt: START + 5000, open: false })], []);
  assert.equal(sessions.countOthers(7, B, START + 5000), 0);
});

test('a device that is online and logs in again holds one place, not two', () => {
  const sessions = sessionsWith(session(1, A));
  sessions.reserve(7, A, START);
  sessions.reserve(7, A, START);
  assert.equal(sessions.countOthers(7, B, START), 1);
});

test("a place is borrowed by someone else's device, or by one not registered yet", () => {
  const holders = new Map<number, number>([
    [A, 7],
    [B, 8],
  ]);
  const holderOf = (mac: number) => holders.get(mac) ?? null;
  const sessions = sessionsWith(session(1, A), session(2, B), session(3, B), session(4, C));
  assert.equal(sessions.countBorrowed(7, null, START, holderOf), 1);
  assert.equal(sessions.countBorrowed(7, B, START, holderOf), 0);
  sessions.reserve(7, 0xdd as MacAddress, START, true);
  assert.equal(sessions.countBorrowed(7, null, START, holderOf), 2);
  sessions.release(7, 0xdd as MacAddress);
  assert.equal(sessions.countBorrowed(7, null, START, holderOf), 1);
});

test('usage only grows', () => {
  const sessions = new OpenSessions();
  sessions.apply([], [{ subscriptionId: 3, usedBytes: 500, usedSeconds: 60 }]);
  sessions.apply([], [{ subscriptionId: 3, usedBytes: 400, usedSeconds: 50 }]);
  const { usage } = sessions;
  assert.equal(usage.usedBytes(usage.find(3)), 500);
  assert.equal(usage.usedSeconds(usage.find(3)), 60);
  assert.equal(usage.usedBytes(usage.find(4)), 0);
  assert.equal(usage.usedSeconds(usage.find(4)), 0);
});

test('sweeping forgets what is past and nothing else', () => {
  const sessions = sessionsWith(
    session(1, A),
    session(2, B, { open: false }),
    session(3, C, { customerId: 8 }),
  );
  sessions.reserve(7, null, START);
  sessions.sweep(START + 11 * MINUTE);
  assert.equal(sessions.size, 2);
  assert.equal(sessions.countOthers(7, B, START + 11 * MINUTE), 1);
  sessions.sweep(START + 25 * 60 * MINUTE);
  assert.equal(sessions.size, 0);
  assert.equal(sessions.countOthers(7, B, START), 0);
});

const journalled = (mac: MacAddress | null, open: boolean, heardAt = START) => ({
  customerId: 7,
  mac,
  heardAt,
  open,
});

test('a session that only the journal knows counts until it ends, is stored as ended, or falls silent', () => {
  const sessions = sessionsWith();
  sessions.applyJournalled(journalled(A, true));
  sessions.applyJournalled(journalled(A, true, START + MINUTE));
  assert.equal(sessions.countOthers(7, B, START + 5 * MINUTE), 1);
  assert.equal(sessions.countOthers(7, A, START + 5 * MINUTE), 0);
  assert.equal(sessions.countOthers(7, B, START + 24 * 60 * MINUTE), 0);
  sessions.applyJournalled(journalled(A, false, START + 6 * MINUTE));
  assert.equal(sessions.countOthers(7, B, START + 6 * MINUTE), 0);
  sessions.applyJournalled(journalled(B, true, START + 7 * MINUTE));
  sessions.apply([session(1, B, { open: false, lastHeardAt: START + 7 * MINUTE })], []);
  assert.equal(sessions.countOthers(7, A, START + 7 * MINUTE), 0);
});

test('a session in the journal and in the database is one place, and none once it has ended', () => {
  const sessions = sessionsWith(session(1, A));
  sessions.applyJournalled(journalled(A, true, START + MINUTE));
  assert.equal(sessions.countOthers(7, B, START + MINUTE), 1);
  sessions.apply([session(1, A, { lastHeardAt: START + MINUTE })], []);
  assert.equal(sessions.countOthers(7, B, START + MINUTE), 1);
  sessions.apply([session(1, A, { lastHeardAt: START + 2 * MINUTE, open: false })], []);
  assert.equal(sessions.countOthers(7, B, START + 2 * MINUTE), 0);
});

test('a Stop in the journal gives the place back at once; what began since keeps its own', () => {
  const sessions = sessionsWith(session(1, A), session(2, B));
  sessions.applyJournalled(journalled(A, false, START + MINUTE));
  assert.equal(sessions.countOthers(7, C, START + MINUTE), 1);
  sessions.apply([session(3, A, { lastHeardAt: START + 3 * MINUTE })], []);
  sessions.applyJournalled(journalled(A, false, START + 2 * MINUTE));
  assert.equal(sessions.countOthers(7, C, START + 3 * MINUTE), 2);
  sessions.reserve(7, C, START + 3 * MINUTE);
  sessions.applyJournalled(journalled(C, false, START + 3 * MINUTE));
  assert.equal(sessions.countOthers(7, null, START + 3 * MINUTE), 3, 'an Accept has reserved it');
});

test('an Accept does not shorten what the journal holds', () => {
  const sessions = sessionsWith();
  sessions.applyJournalled(journalled(A, true));
  sessions.reserve(7, A, START);
  assert.equal(sessions.countOthers(7, B, START + 2 * MINUTE), 1);
});

const LINE = -1000;
const OTHER_LINE = -1001;

test('without a MAC, the line is what is left out as its own; who tells nothing has nothing of their own', () => {
  const sessions = sessionsWith(session(1, null, { line: LINE }), session(2, null));
  assert.equal(sessions.countOthers(7, LINE, START), 1);
  assert.equal(sessions.countOthers(7, OTHER_LINE, START), 2);
  assert.equal(sessions.countOthers(7, null, START), 2);
  assert.equal(sessions.countOthers(7, A, START), 2);
});

test('each line holds a place of its own, and its session takes over that one', () => {
  const sessions = new OpenSessions();
  sessions.reserve(7, LINE, START);
  sessions.reserve(7, OTHER_LINE, START);
  assert.equal(sessions.countOthers(7, LINE, START), 1);
  assert.equal(sessions.countOthers(7, A, START), 2);
  sessions.apply([session(1, null, { line: LINE })], []);
  assert.equal(sessions.countOthers(7, A, START), 2);
  sessions.apply([session(1, null, { line: LINE, lastHeardAt: START + 1, open: false })], []);
  assert.equal(sessions.countOthers(7, A, START + 1), 1);
});

test('a session whose login told nothing takes over the place that was held for nobody known', () => {
  const sessions = new OpenSessions();
  sessions.reserve(7, null, START);
  sessions.apply([session(1, null, { line: LINE })], []);
  assert.equal(sessions.countOthers(7, A, START), 1);
});

test('a line is never a borrowed device', () => {
  const sessions = sessionsWith(session(1, null, { line: LINE }));
  assert.equal(
    sessions.countBorrowed(7, null, START, () => 8),
    0,
  );
});

test('a session without a MAC that ends in the journal gives back what its line held', () => {
  const sessions = sessionsWith(session(1, null, { line: LINE }));
  sessions.applyJournalled({ customerId: 7, mac: null, line: OTHER_LINE, heardAt: START + 1, open: false });
  assert.equal(sessions.countOthers(7, A, START + 1), 1);
  sessions.applyJournalled({ customerId: 7, mac: null, line: LINE, heardAt: START + 1, open: false });
  assert.equal(sessions.countOthers(7, A, START + 1), 0);
});

test('how many are online: neither who left, nor who fell silent, nor a place that an Accept holds', () => {
  const sessions = sessionsWith(session(1, A), session(2, B), session(3, C, { customerId: 8 }));
  assert.equal(sessions.online, 3);
  sessions.reserve(7, 0xdd as MacAddress, START);
  sessions.apply([session(2, B, { open: false }), session(4, A, { open: false })], []);
  assert.equal(sessions.online, 2);
  sessions.applyJournalled(journalled(A, false, START));
  assert.equal(sessions.online, 1);
  sessions.sweep(START + 15 * MINUTE);
  assert.equal(sessions.online, 0, 'nobody was heard for three intervals');
  sessions.apply([session(3, C, { customerId: 8, lastHeardAt: START + 16 * MINUTE })], []);
  sessions.sweep(START + 16 * MINUTE);
  assert.equal(sessions.online, 1, 'it speaks again');
  sessions.sweep(START + 26 * 60 * MINUTE);
  assert.equal(sessions.online, 0);
  assert.equal(sessions.size, 0);
});
