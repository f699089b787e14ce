import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionLine, type ToldLine } from './session-line.ts';

const told: ToldLine = {
  nasId: 1,
  nasIdentifier: 'north',
  callingStationId: '+4930123456',
  nasPortId: '7',
  acctSessionId: '81000001',
};
const line = (more: Partial<ToldLine>): number | null => sessionLine({ ...told, ...more });

test('who calls is the line, whatever port and session it has this time', () => {
  assert.equal(line({ nasPortId: '8', acctSessionId: '81000002' }), line({}));
  assert.notEqual(line({ callingStationId: '+4930123457' }), line({}));
  assert.notEqual(line({ nasId: 2 }), line({}));
});

test('without a caller it is the port, of that NAS alone', () => {
  const port = { callingStationId: '' };
  assert.equal(line({ ...port, acctSessionId: '81000002' }), line(port));
  for (const other of [{ nasPortId: '8' }, { nasId: 2 }, { nasIdentifier: 'south' }]) {
    assert.notEqual(line({ ...port, ...other }), line(port));
  }
});

test('without both it is the session, and without anything no line', () => {
  const session = { callingStationId: '', nasPortId: null };
  assert.equal(line(session), line(session));
  assert.notEqual(line({ ...session, acctSessionId: '81000002' }), line(session));
  assert.equal(line({ ...session, acctSessionId: '' }), null);
});

test('a line is never a MAC, nor what stands for neither', () => {
  for (const more of [{}, { callingStationId: '' }, { callingStationId: '', nasPortId: null }]) {
    assert.ok((line(more) ?? 0) < -1);
  }
});
