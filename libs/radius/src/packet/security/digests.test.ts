import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import type { BlockDigest } from './block-digest.ts';
import { hmacMd5, hmacMd5Key } from './hmac-md5.ts';
import { Md4 } from './md4.ts';
import { Md5, md5 } from './md5.ts';
import { Sha1 } from './sha1.ts';

const LENGTHS = Array.from({ length: 301 }, (_, length) => length);

function hex(digest: BlockDigest, octets: number, bytes: Uint8Array): string {
  const out = new Uint8Array(octets);
  digest.start().update(bytes).finish(out);
  return Buffer.from(out).toString('hex');
}

/** The same in pieces, beginning off the start of a larger array. */
function hexInPieces(digest: BlockDigest, octets: number, bytes: Uint8Array): string {
  const shifted = Buffer.concat([Buffer.from([1, 2, 3]), bytes]);
  const out = new Uint8Array(octets + 5);
  digest.start();
  for (let at = 0, step = 1; at < bytes.length; at += step, step = (step * 7) % 71) {
    digest.update(shifted, at + 3, Math.min(step, bytes.length - at));
  }
  digest.finish(out, 5);
  return Buffer.from(out.subarray(5)).toString('hex');
}

describe('MD5', () => {
  const digest = new Md5();

  // RFC 1321 §A.5
  for (const [text, expected] of [
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['a', '0cc175b9c0f1b6a831c399e269772661'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
    ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
  ] as const) {
    test(`of "${text}" is what RFC 1321 prints`, () => {
      assert.equal(hex(digest, 16, Buffer.from(text)), expected);
      assert.equal(Buffer.from(md5(Buffer.from(text))).toString('hex'), expected);
    });
  }

  test('agrees with the platform at every length, whole and in pieces', () => {
    for (const length of LENGTHS) {
      const bytes = randomBytes(length);
      const expected = createHash('md5').update(bytes).digest('hex');
      assert.equal(hex(digest, 16, bytes), expected);
      assert.equal(hexInPieces(digest, 16, bytes), expected);
    }
  });
});

describe('SHA-1', () => {
  const digest = new Sha1();

  // RFC 3174 §7.3
  for (const [text, expected] of [
    ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
    ['a'.repeat(1_000_000), '34aa973cd4c4daa4f61eeb2bdbad27316534016f'],
    ['01234567'.repeat(80), 'dea356a2cddd90c7a7ecedc5ebb563934f460452'],
  ] as const) {
    test(`of "${text.slice(0, 20)}…" is what RFC 3174 prints`, () => {
      assert.equal(hex(digest, 20, Buffer.from(text)), expected);
    });
  }

  test('agrees with the platform at every length, whole and in pieces', () => {
    for (const length of LENGTHS) {
      const bytes = randomBytes(length);
      const expected = createHash('sha1').update(bytes).digest('hex');
      assert.equal(hex(digest, 20, bytes), expected);
      assert.equal(hexInPieces(digest, 20, bytes), expected);
    }
  });
});

describe('MD4', () => {
  const digest = new Md4();

  // RFC 1320 §A.5
  for (const [text, expected] of [
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
  ] as const) {
    test(`of "${text}" is what RFC 1320 prints`, () =>
      assert.equal(hex(digest, 16, Buffer.from(text)), expected));
  }

  test('is the same whole and in pieces at every length', () => {
    for (const length of LENGTHS) {
      const bytes = randomBytes(length);
      assert.equal(hexInPieces(digest, 16, bytes), hex(digest, 16, bytes));
    }
  });
});

describe('HMAC-MD5', () => {
  function hmac(key: Uint8Array, bytes: Uint8Array): string {
    const out = new Uint8Array(16);
    hmacMd5(hmacMd5Key(key), bytes, 0, bytes.length, out);
    return Buffer.from(out).toString('hex');
  }

  // RFC 2104, Appendix
  for (const [key, data, expected] of [
    [Buffer.alloc(16, 0x0b), Buffer.from('Hi There'), '9294727a3638bb1c13f48ef8158bfc9d'],
    [Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?'), '750c783e6ab0b503eaa86e310a5db738'],
    [Buffer.alloc(16, 0xaa), Buffer.alloc(50, 0xdd), '56be34521d144c88dbb8c733f0e8b3f6'],
  ] as const) {
    test(`is what RFC 2104 prints: ${expected}`, () => assert.equal(hmac(key, data), expected));
  }

  test('agrees with the platform for data and keys of every length', () => {
    for (const length of LENGTHS) {
      const bytes = randomBytes(length);
      const key = randomBytes((length * 7) % 150);
      assert.equal(hmac(key, bytes), createHmac('md5', key).update(bytes).digest('hex'));
    }
  });
});
