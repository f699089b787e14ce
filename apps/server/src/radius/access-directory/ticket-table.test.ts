import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TICKET_REMEMBERED_MS, type TicketRecord, TicketTable } from './ticket-table.ts';

const NOW = Date.UTC(2026, 10, 23);
const ticket = (id: number, change: Partial<TicketRecord> = {}): TicketRecord => ({
  id,
  username: `t-${id}`,
  password: 'secret',
  customerId: 1,
  zoneId: 1,
  mac: null,
  expiresAt: NOW + 120_000,
  used: false,
  continuesDeviceId: null,
  ...change,
});

test('a ticket is found by its name in any case, and by no other', () => {
  const table = new TicketTable();
  assert.equal(table.find('t-1'), null);
  table.apply([1], [ticket(1)], NOW);
  assert.equal(table.find('T-1')?.id, 1);
  assert.equal(table.find('t-2'), null);
});

test('one that is being used counts as used for everybody else, until it is given back', () => {
  const table = new TicketTable();
  const one = ticket(1);
  table.apply([1], [one], NOW);
  assert.equal(table.isUsed(one), false);
  table.hold(one);
  assert.equal(table.isUsed(one), true);
  table.release(one);
  assert.equal(table.isUsed(one), false);
  assert.equal(table.isUsed(ticket(1, { used: true })), true);
});

test('what the database no longer has is forgotten', () => {
  const table = new TicketTable();
  table.apply([1, 2], [ticket(1), ticket(2)], NOW);
  table.apply([1], [], NOW);
  assert.equal(table.find('t-1'), null);
  assert.equal(table.find('t-2')?.id, 2);
});

test('old ones do not pile up', () => {
  const table = new TicketTable();
  for (let id = 1; id <= 1000; id += 1) table.apply([id], [ticket(id, { expiresAt: NOW + id })], NOW);
  table.apply([], [], NOW + TICKET_REMEMBERED_MS + 1001);
  assert.equal(table.size, 0);
});
