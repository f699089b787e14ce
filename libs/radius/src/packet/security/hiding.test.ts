import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { hidePassword, revealPassword } from './hide-password.ts';
import { saltDecrypt, saltEncrypt } from './salt-encryption.ts';
import { sharedSecret } from './shared-secret.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const text = (bytes: Uint8Array, length: number) => Buffer.from(bytes.subarray(0, length)).toString();

// RFC 2865 §7.1
const SECRET = sharedSecret('xyzzy5461');
const AUTHENTICATOR = hex('0f403f9473978057bd83d5cb98f4227a');

describe('User-Password (RFC 2865 §5.2)', () => {
  test('is hidden as RFC 2865 §7.1 prints', () => {
    const out = Buffer.alloc(16);
    assert.equal(hidePassword(Buffer.from('arctangent'), AUTHENTICATOR, 0, SECRET, out, 0), 16);
    assert.deepEqual(out, hex('0dbe708d93d413ce3196e43f782a0aee'));
  });

  test('is revealed from within a packet', () => {
    const packet = Buffer.concat([
      Buffer.alloc(4),
      AUTHENTICATOR,
      hex('02120dbe708d93d413ce3196e43f782a0aee'),
    ]);
    const out = Buffer.alloc(128);
    const length = revealPassword(packet, 22, 16, packet, 4, SECRET, out);
    assert.equal(text(out, length), 'arctangent');
  });

  test('of every length up to 128 octets comes back', () => {
    for (let length = 0; length <= 128; length++) {
      const password = randomBytes(length).map((octet) => octet | 1);
      const authenticator = randomBytes(16);
      const hidden = Buffer.alloc(130);
      const hiddenLength = hidePassword(password, authenticator, 0, SECRET, hidden, 2);
      assert.equal(hiddenLength, Math.max(16, Math.ceil(length / 16) * 16));
      const out = Buffer.alloc(128);
      assert.equal(revealPassword(hidden, 2, hiddenLength, authenticator, 0, SECRET, out), length);
      assert.deepEqual(out.subarray(0, length), Buffer.from(password));
    }
  });

  test('of several steps comes back as text', () => {
    const password = 'a password of more than sixteen octets, to have several steps';
    const bytes = Buffer.alloc(64);
    hidePassword(Buffer.from(password), AUTHENTICATOR, 0, SECRET, bytes, 0);
    const out = Buffer.alloc(128);
    assert.equal(text(out, revealPassword(bytes, 0, 64, AUTHENTICATOR, 0, SECRET, out)), password);
  });

  test('with a wrong secret is noise', () => {
    const out = Buffer.alloc(128);
    const hidden = hex('0dbe708d93d413ce3196e43f782a0aee');
    const length = revealPassword(hidden, 0, 16, AUTHENTICATOR, 0, sharedSecret('wrong'), out);
    assert.notEqual(text(out, length), 'arctangent');
  });

  test('of 0, 8, 17 or 144 octets is none', () => {
    for (const length of [0, 8, 17, 144]) {
      assert.equal(
        revealPassword(Buffer.alloc(200), 0, length, AUTHENTICATOR, 0, SECRET, Buffer.alloc(200)),
        -1,
      );
    }
  });

  test('of over 128 octets cannot be hidden', () => {
    assert.throws(
      () => hidePassword(Buffer.alloc(129), AUTHENTICATOR, 0, SECRET, Buffer.alloc(200), 0),
      RangeError,
    );
  });
});

describe('salt encryption (RFC 2868 §3.5, RFC 2548 §2.4.2)', () => {
  test('is what the RFC says, computed another way', () => {
    const out = Buffer.alloc(40);
    const key = randomBytes(16);
    assert.equal(saltEncrypt(key, 0x1234, AUTHENTICATOR, 0, SECRET, out, 0), 34);
    assert.deepEqual(out.subarray(0, 2), hex('9234'), 'the highest bit of a salt is set');
    const md5 = (...parts: (Uint8Array | string)[]) => {
      const hash = createHash('md5');
      for (const part of parts) hash.update(part);
      return hash.digest();
    };
    const plain = Buffer.concat([Buffer.from([16]), key, Buffer.alloc(15)]);
    const b1 = md5('xyzzy5461', AUTHENTICATOR, hex('9234'));
    const c1 = plain.subarray(0, 16).map((octet, i) => octet ^ (b1[i] ?? 0));
    const b2 = md5('xyzzy5461', c1);
    const c2 = plain.subarray(16).map((octet, i) => octet ^ (b2[i] ?? 0));
    assert.deepEqual(out.subarray(2, 34), Buffer.concat([c1, c2]));
  });

  test('of every length that fits an attribute comes back', () => {
    for (let length = 0; length <= 239; length++) {
      const plain = randomBytes(length);
      const authenticator = randomBytes(16);
      const cipher = Buffer.alloc(250);
      const written = saltEncrypt(plain, 0x8000 + length, authenticator, 0, SECRET, cipher, 4);
      const out = Buffer.alloc(250);
      assert.equal(saltDecrypt(cipher, 4, written, authenticator, 0, SECRET, out), length);
      assert.deepEqual(out.subarray(0, length), plain);
    }
    assert.throws(
      () => saltEncrypt(Buffer.alloc(240), 1, AUTHENTICATOR, 0, SECRET, Buffer.alloc(300), 0),
      RangeError,
    );
  });

  test('of an impossible length is none', () => {
    for (const length of [0, 2, 10, 17, 33]) {
      assert.equal(saltDecrypt(Buffer.alloc(64), 0, length, AUTHENTICATOR, 0, SECRET, Buffer.alloc(64)), -1);
    }
  });
});
