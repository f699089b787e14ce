import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { microsoft } from '@gatehouse/radius/packet/dictionary/vendors/microsoft';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { type SharedSecret, sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { RadiusRequest } from '@gatehouse/radius/transport/radius-server';
import { CredentialStore } from '../access-directory/credential-store.ts';
import { NetworkPasswords } from '../access-directory/network-passwords.ts';
import { NO_ROW } from '../access-directory/records.ts';
import type { AccessRequest } from '../known-nas.ts';
import { generic } from '../nas-vendors/generic.ts';
import { type LoginMethod, loginMethods, writeLogin } from '../../radtest/nas-login.ts';
import { authMethods, findAuthMethod } from './index.ts';

const SECRET = sharedSecret('between us');
const OLD_SECRET = sharedSecret('the one before');
const ROW = 3;
const PASSWORD = 'wönderland 42';

const credentials = new CredentialStore();
credentials.set(ROW, 'rahima', PASSWORD);
const passwords = new NetworkPasswords(credentials, 'nobody knows this');

for (const method of loginMethods) {
  test(`${method}: the right password is verified, any other is wrong`, () => {
    const right = requestBy(method, PASSWORD);
    assert.equal(findAuthMethod(right.packet).id, method);
    assert.equal(typeof findAuthMethod(right.packet).verify(right, passwords, ROW), 'object');
    for (const wrong of ['wönderland 4', 'wönderland 421', 'WÖNDERLAND 42', '', 'x'.repeat(100)]) {
      const request = requestBy(method, wrong);
      assert.equal(findAuthMethod(request.packet).verify(request, passwords, ROW), 'wrong');
    }
  });

  test(`${method}: nobody's password is nobody's`, () => {
    for (const password of ['', 'nobody knows']) {
      const request = requestBy(method, password);
      assert.equal(findAuthMethod(request.packet).verify(request, passwords, NO_ROW), 'wrong');
    }
  });
}

/** Every attribute that some method reads as its credential. */
const CREDENTIALS = [
  rfc2865['User-Password'],
  rfc2865['CHAP-Password'],
  microsoft['MS-CHAP-Response'],
  microsoft['MS-CHAP2-Response'],
  rfc2869['EAP-Message'],
];

for (const method of authMethods) {
  test(`${method.id}: a credential of any length neither throws nor passes, and a Reject can be written`, () => {
    for (const attribute of CREDENTIALS) {
      for (let length = 0; length <= 130; length += 1) {
        const request = requestWith((writer) => {
          writer.add(rfc2865['User-Name'], 'rahima');
          writer.addOctets(attribute, randomBytes(length));
          writer.addOctets(microsoft['MS-CHAP-Challenge'], randomBytes(length % 20));
        });
        if (!method.isUsedIn(request.packet)) continue;
        assert.equal(typeof method.verify(request, passwords, ROW), 'string');
        const reply = new PacketWriter()
          .begin(CODES['Access-Reject'], 1)
          .protect(SECRET, request.packet.bytes, 4);
        method.writeReject?.(reply, request, 'No.', randomBytes);
        assert.equal(reply.problem, null);
      }
    }
  });
}

test('while a secret is being changed, an unsigned PAP login is verified with either', () => {
  for (const [method, expected] of [
    ['pap', 'object'],
    ['chap', 'object'],
  ] as const) {
    const request = requestBy(method, PASSWORD, OLD_SECRET);
    assert.equal(typeof findAuthMethod(request.packet).verify(request, passwords, ROW), expected);
    if (method === 'pap') assert.equal(request.secret, OLD_SECRET);
  }
});

test('EAP counts before every other credential', () => {
  // RFC 3748 §4.2, RFC 3579 §2.6.3: EAP-Failure with the identifier of the response.
  assert.deepEqual(eapAnswerTo(2, 9, 0, 5, 1), [4, 9, 0, 4]);
});

test('one that asks us to prove ourselves by EAP hears that no method would do', () => {
  // RFC 3579 §2.6.2: an EAP-Request is refused, with a Nak that names no method.
  assert.deepEqual(eapAnswerTo(1, 7, 0, 6, 4, 1), [2, 7, 0, 6, 3, 0]);
});

function eapAnswerTo(...message: number[]): number[] {
  const request = requestWith((writer) => {
    writer.addHidden(rfc2865['User-Password'], PASSWORD);
    writer.addOctets(rfc2869['EAP-Message'], Uint8Array.from(message));
  });
  const method = findAuthMethod(request.packet);
  assert.equal(method.id, 'eap');
  const reply = new PacketWriter().begin(CODES['Access-Reject'], 1);
  method.writeReject?.(reply, request, 'No.', randomBytes);
  reply.finish();
  const packet = decodePacket(reply.bytes, reply.length);
  assert.ok(typeof packet === 'object');
  return [...(packet.octets(rfc2869['EAP-Message']) ?? [])];
}

function requestBy(method: LoginMethod, password: string, secret: SharedSecret = SECRET): AccessRequest {
  const login = { service: 'pppoe', username: 'rahima', password, method, callingStationId: null } as const;
  return requestWith((writer) => writeLogin(writer, login, randomBytes), secret);
}

function requestWith(write: (writer: PacketWriter) => void, secret: SharedSecret = SECRET): AccessRequest {
  const authenticator = randomBytes(16);
  const writer = new PacketWriter().begin(CODES['Access-Request'], 1).protect(secret, authenticator);
  write(writer);
  assert.ok(writer.signRequest(secret, authenticator));
  const packet = decodePacket(Buffer.from(writer.bytes.subarray(0, writer.length)));
  assert.ok(typeof packet === 'object');
  const peer: AccessRequest['peer'] = {
    secrets: [SECRET, OLD_SECRET],
    messageAuthenticator: 'learn',
    proxy: false,
    data: {
      id: 1,
      name: 'router',
      vendor: generic,
      zones: { defaultZone: null, zonesByServerName: new Map() },
    },
  };
  const path = { writer: new PacketWriter(), send() {}, drop() {}, fault() {} };
  const arrival = { path, service: 'authentication', localAddress: '127.0.0.1' } as const;
  return new RadiusRequest(packet, peer, '127.0.0.1', 1, arrival, false, SECRET, 0, 0);
}
