import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { DES_SCHEDULE_WORDS, desEncrypt, expandDesKey } from './des.ts';

function encrypt(key: Uint8Array, block: Uint8Array): string {
  const schedule = new Int32Array(2 * DES_SCHEDULE_WORDS);
  const out = new Uint8Array(11);
  expandDesKey(Buffer.concat([Buffer.from([7]), key]), 1, schedule, DES_SCHEDULE_WORDS);
  desEncrypt(schedule, DES_SCHEDULE_WORDS, Buffer.concat([Buffer.from([1, 2]), block]), 2, out, 3);
  return Buffer.from(out.subarray(3)).toString('hex');
}

/** Seven bits in each octet, the parity bit last and left zero. */
function withParityPlaces(key: Uint8Array): Buffer {
  let bits = BigInt(`0x${Buffer.from(key).toString('hex')}`);
  const spread = Buffer.alloc(8);
  for (let i = 7; i >= 0; i--) {
    spread[i] = Number(bits & 0x7fn) << 1;
    bits >>= 7n;
  }
  return spread;
}

test('DES agrees with the platform for random keys and blocks', () => {
  for (let i = 0; i < 300; i++) {
    const key = randomBytes(7);
    const block = randomBytes(8);
    const single = withParityPlaces(key);
    const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([single, single, single]), null);
    assert.equal(encrypt(key, block), cipher.setAutoPadding(false).update(block).toString('hex'));
  }
});

test('DES works with the all-zero and the all-one key', () => {
  assert.equal(encrypt(Buffer.alloc(7), Buffer.alloc(8)), '8ca64de9c1b123a7');
  assert.equal(encrypt(Buffer.alloc(7, 0xff), Buffer.alloc(8, 0xff)), '7359b2163e4edc58');
});

test('the key octets of RFC 2759 §9.3 give its DES keys', () => {
  const hash = Buffer.from('fc156af7edcd6c0edde3337d427f4eac', 'hex');
  const withoutParity = (hex: string) => Buffer.from(hex, 'hex').map((octet) => octet & 0xfe);
  assert.deepEqual(withParityPlaces(hash.subarray(0, 7)), withoutParity('fd0b5b5e7f6e34d9'));
  assert.deepEqual(withParityPlaces(hash.subarray(7, 14)), withoutParity('0e6e796737ea08fe'));
});
