import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTimeZone, localDays } from './local-days.ts';

const ODD =
  `Africa/Casablanca America/Asuncion America/Santiago America/Scoresbysund America/St_Johns Antarctica/Troll Asia/Beirut
  Asia/Gaza Asia/Kathmandu Europe/Dublin Pacific/Chatham Pacific/Norfolk`.split(/\s+/);

const told = (now: string, timeZone: string, count: number) =>
  localDays(Date.parse(now), timeZone, count).map((at) => new Date(at).toISOString().slice(0, 16));

test('days begin at midnight of the place, the earliest first', () => {
  assert.deepEqual(told('2026-11-23T20:00:00Z', 'Asia/Dhaka', 2), ['2026-11-22T18:00', '2026-11-23T18:00']);
  assert.deepEqual(told('2026-11-23T17:59:59Z', 'Asia/Dhaka', 1), ['2026-11-22T18:00']);
  assert.deepEqual(told('2026-11-23T20:00:00Z', 'UTC', 1), ['2026-11-23T00:00']);
  assert.deepEqual(told('2026-11-23T11:00:00Z', 'Pacific/Kiritimati', 1), ['2026-11-23T10:00']);
  assert.deepEqual(told('2026-11-23T09:00:00Z', 'Pacific/Pago_Pago', 1), ['2026-11-22T11:00']);
});

test('a day on which the clock goes forward has 23 hours, one on which it goes back 25', () => {
  assert.deepEqual(told('2026-10-05T00:00:00Z', 'Australia/Sydney', 3), [
    '2026-10-02T14:00',
    '2026-10-03T14:00',
    '2026-10-04T13:00',
  ]);
  assert.deepEqual(told('2026-10-26T12:00:00Z', 'Europe/Berlin', 3), [
    '2026-10-23T22:00',
    '2026-10-24T22:00',
    '2026-10-25T23:00',
  ]);
  assert.deepEqual(told('2026-10-05T12:00:00Z', 'Australia/Lord_Howe', 2), [
    '2026-10-03T13:30',
    '2026-10-04T13:00',
  ]);
});

test('a day whose midnight is left out begins when the clock goes on, one that has two at the first', () => {
  assert.deepEqual(told('2026-04-25T00:00:00Z', 'Africa/Cairo', 2), ['2026-04-23T22:00', '2026-04-24T21:00']);
  assert.deepEqual(told('2026-11-02T12:00:00Z', 'America/Havana', 2), [
    '2026-11-01T04:00',
    '2026-11-02T05:00',
  ]);
});

test('a year is a row of days without a gap, also where clocks are odd', () => {
  for (const timeZone of ODD) {
    const days = localDays(Date.UTC(2026, 10, 23, 12), timeZone, 366);
    for (const [i, at] of days.slice(1).entries()) {
      const hours = (at - (days[i] ?? 0)) / 3_600_000;
      assert.ok(
        hours >= 22 && hours <= 26,
        `${timeZone}: ${hours} hours on ${new Date(days[i] ?? 0).toISOString()}`,
      );
    }
  }
});

test('what is no time zone is told', () => {
  assert.deepEqual(['Asia/Dhaka', 'UTC', 'Mars/Base', '', 'x'].map(isTimeZone), [
    true,
    true,
    false,
    false,
    false,
  ]);
});
