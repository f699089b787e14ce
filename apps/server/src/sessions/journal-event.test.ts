import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeEvent, encodeEvent } from './journal-event.ts';
import { tell, tellOfNas, tellWithoutTime } from './testing.ts';

for (const event of [
  tell('start'),
  tell('stop', {
    owner: null,
    holder: { customerId: 8, subscriptionId: null },
    mac: null,
    framedIpAddress: null,
  }),
  tell('interim-update', { inputBytes: Number.MAX_SAFE_INTEGER, username: 'na\0me "ü\\', heardAt: 0.5 }),
  tellWithoutTime('stop', { at: 5 }),
  tellOfNas('accounting-on'),
]) {
  test(`${event.kind} comes out of the journal as it went in`, () => {
    assert.deepEqual(decodeEvent(encodeEvent(event)), event);
  });
}

test('what is no event of this version is not understood', () => {
  const newer = JSON.stringify({ ...JSON.parse(encodeEvent(tell('start')).toString()), version: 2 });
  for (const content of ['', '{', 'null', '{"version":1,"kind":"start"}', newer]) {
    assert.equal(decodeEvent(Buffer.from(content)), null);
  }
});

test('what an older version put into the journal is understood', () => {
  const { startIsKnown: _, ...older } = JSON.parse(encodeEvent(tell('stop')).toString());
  assert.deepEqual(decodeEvent(Buffer.from(JSON.stringify(older))), tell('stop'));
});
