import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  signRequest,
  signResponse,
  verifyRequest,
  verifyResponse,
  ZERO_AUTHENTICATOR,
} from './authenticator.ts';
import { equalBytes } from './equal-bytes.ts';
import { signMessageAuthenticator, verifyMessageAuthenticator } from './message-authenticator.ts';
import { sharedSecret } from './shared-secret.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

// RFC 2865 §7.1
const SECRET = sharedSecret('xyzzy5461');
const NEMO = hex(
  '010000380f403f9473978057bd83d5cb98f4227a01066e656d6f02120dbe708d93d413ce3196e43f782a0aee0406c0a80110050600000003',
);
const NEMO_REPLY = hex('0200002686fe220e7624ba2a1005f6bf9b55e0b20606000000010f06000000000e06c0a80103');

describe('Response Authenticator (RFC 2865 §3)', () => {
  test('is what RFC 2865 §7.1 prints', () => {
    const reply = Buffer.from(NEMO_REPLY);
    NEMO.copy(reply, 4, 4, 20);
    signResponse(reply, reply.length, SECRET);
    assert.deepEqual(reply, NEMO_REPLY);
  });

  test('proves the reply to its own request and to no other', () => {
    assert.ok(verifyResponse(NEMO_REPLY, NEMO_REPLY.length, NEMO.subarray(4, 20), SECRET));
    assert.ok(!verifyResponse(NEMO_REPLY, NEMO_REPLY.length, ZERO_AUTHENTICATOR, SECRET));
    assert.ok(
      !verifyResponse(NEMO_REPLY, NEMO_REPLY.length, NEMO.subarray(4, 20), sharedSecret('xyzzy5462')),
    );
  });

  test('leaves out what lies behind the packet in a larger buffer', () => {
    const buffer = Buffer.alloc(100, 0x55);
    NEMO_REPLY.copy(buffer);
    assert.ok(verifyResponse(buffer, NEMO_REPLY.length, NEMO.subarray(4, 20), SECRET));
  });

  test('no single octet can be changed', () => {
    for (let at = 0; at < NEMO_REPLY.length; at++) {
      const changed = Buffer.from(NEMO_REPLY);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.ok(!verifyResponse(changed, changed.length, NEMO.subarray(4, 20), SECRET), `octet ${at}`);
    }
  });
});

describe('Request Authenticator of accounting and dynamic authorization (RFC 2866 §3, RFC 5176 §2.3)', () => {
  test('is MD5 over the packet with a zero authenticator, and the secret', () => {
    const request = Buffer.concat([hex('04070000'), randomBytes(16), hex('28060000000129060000000a')]);
    request.writeUInt16BE(request.length, 2);
    signRequest(request, request.length, SECRET);
    const expected = createHash('md5')
      .update(request.subarray(0, 4))
      .update(Buffer.alloc(16))
      .update(request.subarray(20))
      .update('xyzzy5461')
      .digest();
    assert.deepEqual(request.subarray(4, 20), expected);
    assert.ok(verifyRequest(request, request.length, SECRET));
    assert.ok(!verifyRequest(request, request.length, sharedSecret('another')));
  });
});

describe('Message-Authenticator (RFC 3579 §3.2)', () => {
  // RFC 5997 §6.1
  const STATUS = hex('0cda00268a54f4686fb394c52866e302185d062350125a665e2e1e8411f3e243822097c84fa3');

  test('is what RFC 5997 §6.1 prints', () => {
    assert.ok(verifyMessageAuthenticator(STATUS, STATUS.length, 22, SECRET));
    const unsigned = Buffer.from(STATUS).fill(0x99, 22, 38);
    signMessageAuthenticator(unsigned, unsigned.length, 22, SECRET);
    assert.deepEqual(unsigned, STATUS);
  });

  test('agrees with the platform', () => {
    for (let length = 38; length < 300; length++) {
      const packet = randomBytes(length);
      const at = 20 + ((length * 7) % (length - 37));
      const secret = randomBytes(1 + (length % 90));
      signMessageAuthenticator(packet, length, at, sharedSecret(secret));
      const zeroed = Buffer.from(packet).fill(0, at, at + 16);
      assert.deepEqual(packet.subarray(at, at + 16), createHmac('md5', secret).update(zeroed).digest());
    }
  });

  test('of a reply is computed with the Request Authenticator in its header', () => {
    const reply = Buffer.concat([hex('02010026'), NEMO.subarray(4, 20), hex('5012'), Buffer.alloc(16)]);
    signMessageAuthenticator(reply, reply.length, 22, SECRET);
    signResponse(reply, reply.length, SECRET);
    assert.ok(verifyMessageAuthenticator(reply, reply.length, 22, SECRET, NEMO.subarray(4, 20)));
    assert.ok(!verifyMessageAuthenticator(reply, reply.length, 22, SECRET));
  });

  test('checking leaves the packet as it was, right or wrong', () => {
    for (const secret of [SECRET, sharedSecret('wrong')]) {
      const packet = Buffer.from(STATUS);
      verifyMessageAuthenticator(packet, packet.length, 22, secret, ZERO_AUTHENTICATOR);
      assert.deepEqual(packet, STATUS);
    }
  });

  test('no single octet can be changed', () => {
    for (let at = 0; at < STATUS.length; at++) {
      const changed = Buffer.from(STATUS);
      changed[at] = (changed[at] ?? 0) ^ 0x80;
      assert.ok(!verifyMessageAuthenticator(changed, changed.length, 22, SECRET), `octet ${at}`);
    }
  });

  test('one that would reach beyond the packet is wrong', () => {
    assert.ok(!verifyMessageAuthenticator(STATUS, STATUS.length, 23, SECRET));
    assert.ok(!verifyMessageAuthenticator(STATUS, STATUS.length + 1, 22, SECRET));
  });
});

describe('comparing octets', () => {
  test('finds a difference in any place, and never reads beyond the end', () => {
    const a = randomBytes(16);
    assert.ok(equalBytes(a, 0, Buffer.from(a), 0, 16));
    for (let at = 0; at < 16; at++) {
      const b = Buffer.from(a);
      b[at] = (b[at] ?? 0) ^ 4;
      assert.ok(!equalBytes(a, 0, b, 0, 16));
    }
    assert.ok(!equalBytes(a, 8, a, 8, 16));
  });
});
