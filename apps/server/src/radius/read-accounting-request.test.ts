import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { isNasEvent, type SessionEvent } from '../sessions/accounting-event.ts';
import { openLastAccepts, sessionKey } from '../sessions/last-accepts.ts';
import { AccessDirectory } from './access-directory/access-directory.ts';
import type { AccessRequest } from './known-nas.ts';
import { findNasVendor } from './nas-vendors/index.ts';
import { readAccountingRequest } from './read-accounting-request.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const MAC = 0xc4e9841f220a as MacAddress;

const directory = new AccessDirectory('nobody');
directory.putCustomer({
  id: 7,
  usernameKey: 'rahima.home',
  password: 'secret',
  kind: 'pppoe',
  status: 'active',
  macBinding: null,
  deviceLimit: null,
  sessionLimit: null,
  framedIpAddress: null,
  subscriptions: [],
  devices: [{ id: 1, mac: MAC, macLoginPaused: false, zoneIds: [] }],
  removedMacs: [],
  swapWindowEndsAt: null,
});

/** A request as the transport hands it on, from the router with id 1. */
function requestWith(write: (writer: PacketWriter) => void): AccessRequest {
  const writer = new PacketWriter().begin(CODES['Accounting-Request'], 1);
  write(writer);
  assert.ok(writer.finish());
  const packet = decodePacket(Uint8Array.from(writer.bytes.subarray(0, writer.length)));
  assert.ok(typeof packet !== 'string');
  const nas = { id: 1, name: 'North', vendor: findNasVendor('mikrotik'), zones: null };
  return { packet, sourceAddress: '192.0.2.1', peer: { data: nas } } as unknown as AccessRequest;
}

const lastAccepts = openLastAccepts(1024);
const read = (write: (writer: PacketWriter) => void) =>
  readAccountingRequest(requestWith(write), { directory, lastAccepts }, NOON);

function readSession(write: (writer: PacketWriter) => void): SessionEvent {
  const event = read((writer) => {
    writer.add(rfc2866['Acct-Session-Id'], '81000001');
    write(writer);
  });
  assert.ok(typeof event !== 'string' && !isNasEvent(event));
  return event;
}

test('reads what a MikroTik tells of a session that ends', () => {
  const event = readSession((writer) =>
    writer
      .add(rfc2866['Acct-Status-Type'], 'Stop')
      .add(rfc2865['User-Name'], 'Rahima.Home')
      .add(rfc2865['Calling-Station-Id'], 'C4:E9:84:1F:22:0A')
      .add(rfc2865['Called-Station-Id'], 'service1')
      .add(rfc2865['NAS-Identifier'], 'north')
      .add(rfc2869['NAS-Port-Id'], 'ether1')
      .add(rfc2865['Framed-IP-Address'], '100.64.0.10')
      .add(rfc2866['Acct-Session-Time'], 300)
      .add(rfc2866['Acct-Delay-Time'], 5)
      .add(rfc2866['Acct-Terminate-Cause'], 'Lost-Carrier'),
  );
  assert.equal(event.kind, 'stop');
  assert.equal(event.mac, MAC);
  assert.equal(event.happenedAt, NOON - 5000);
  assert.equal(event.startedAt, NOON - 305_000);
  assert.deepEqual(
    [event.username, event.nasIdentifier, event.nasPortId, event.calledStationId, event.framedIpAddress],
    ['Rahima.Home', 'north', 'ether1', 'service1', '100.64.0.10'],
  );
  assert.equal(event.terminateCause, 'Lost-Carrier');
});

test('Acct-Session-Time may be missing (RFC 2866 §5.7): then only a Start says when its session began', () => {
  const told = (status: 'Start' | 'Interim-Update' | 'Stop', time?: number) =>
    readSession((writer) => {
      writer.add(rfc2866['Acct-Status-Type'], status);
      if (time !== undefined) writer.add(rfc2866['Acct-Session-Time'], time);
    }).startIsKnown;
  assert.deepEqual([told('Start'), told('Interim-Update'), told('Stop')], [true, false, false]);
  assert.deepEqual([told('Start', 0), told('Interim-Update', 0), told('Stop', 300)], [true, true, true]);
});

test('counts beyond 32 bits by the Gigawords (RFC 2869 §5.1)', () => {
  const event = readSession((writer) =>
    writer
      .add(rfc2866['Acct-Status-Type'], 'Interim-Update')
      .add(rfc2866['Acct-Input-Octets'], 4_294_967_295)
      .add(rfc2869['Acct-Input-Gigawords'], 3)
      .add(rfc2866['Acct-Output-Octets'], 1)
      .add(rfc2869['Acct-Output-Gigawords'], 4_294_967_295),
  );
  assert.equal(event.inputBytes, 17_179_869_183);
  assert.equal(event.outputBytes, Number.MAX_SAFE_INTEGER);
});

test('a session belongs to whom our Class names, whatever else is known', () => {
  const event = readSession((writer) =>
    writer
      .add(rfc2866['Acct-Status-Type'], 'Start')
      .add(rfc2865['User-Name'], 'rahima.home')
      .add(rfc2865.Class, Buffer.from('cls:another server'))
      .add(rfc2865.Class, Buffer.from('gh1.42.420')),
  );
  assert.deepEqual(event.owner, { customerId: 42, subscriptionId: 420 });
});

test('without our Class it belongs to whom the last Accept was given', () => {
  lastAccepts.remember(1, sessionKey(1, Buffer.from('81000001'), 0, 8), null, 43, 430, NOON);
  const start = (writer: PacketWriter) =>
    writer.add(rfc2866['Acct-Status-Type'], 'Start').add(rfc2865['User-Name'], 'rahima.home');
  assert.deepEqual(readSession(start).owner, { customerId: 43, subscriptionId: 430 });
});

test('without either it belongs to the username, else to the device’s holder', () => {
  const told = (username: string) => (writer: PacketWriter) =>
    writer
      .add(rfc2866['Acct-Status-Type'], 'Start')
      .add(rfc2866['Acct-Session-Id'], 'never accepted')
      .add(rfc2865['User-Name'], username)
      .add(rfc2865['Calling-Station-Id'], 'C4:E9:84:1F:22:0A');
  const rahima = { customerId: 7, subscriptionId: null };
  const byName = read(told('RAHIMA.home')) as SessionEvent;
  assert.deepEqual([byName.owner, byName.holder], [rahima, null]);
  const byDevice = read(told('C4:E9:84:1F:22:0A')) as SessionEvent;
  assert.deepEqual([byDevice.owner, byDevice.holder], [null, rahima]);
});

test('a name that is not UTF-8 loses no session', () => {
  const event = readSession((writer) =>
    writer
      .add(rfc2866['Acct-Status-Type'], 'Start')
      .addOctets(rfc2865['User-Name'], Uint8Array.of(0x5a, 0xfc, 0x72, 0x69)),
  );
  assert.equal(event.username, 'Z\\xFCri');
});

test('Accounting-On needs no session', () => {
  const event = read((writer) =>
    writer.add(rfc2866['Acct-Status-Type'], 'Accounting-On').add(rfc2866['Acct-Delay-Time'], 2),
  );
  assert.deepEqual(event, {
    kind: 'accounting-on',
    nasId: 1,
    sourceAddress: '192.0.2.1',
    nasIdentifier: '',
    heardAt: NOON,
    happenedAt: NOON - 2000,
  });
});

test('what cannot be recorded is not answered: no status, no session, a status of something else', () => {
  assert.equal(
    read(() => {}),
    'malformed',
  );
  assert.equal(
    read((writer) => writer.add(rfc2866['Acct-Status-Type'], 'Start')),
    'malformed',
  );
  assert.equal(
    read((writer) =>
      writer.add(rfc2866['Acct-Status-Type'], 'Tunnel-Start').add(rfc2866['Acct-Session-Id'], '1'),
    ),
    'wrong-code',
  );
});
