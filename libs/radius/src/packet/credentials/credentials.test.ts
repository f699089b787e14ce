import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { chapPassword, verifyChap } from './chap.ts';
import { mppeKeys, msChapMppeKeys } from './mppe-keys.ts';
import {
  authenticatorResponse,
  challengeHash,
  hashNtPasswordHash,
  lmKey,
  msChapError,
  msChapResponse,
  msChapV2Response,
  ntPassword,
  ntPasswordFromHash,
  verifyMsChap,
  verifyMsChapV2,
} from './ms-chap.ts';
import { verifyPap } from './pap.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('PAP', () => {
  const right = Buffer.from('arctangent');

  test('takes the right password only', () => {
    const revealed = Buffer.concat([right, Buffer.alloc(118)]);
    assert.ok(verifyPap(revealed, 10, right));
    for (const wrong of ['arctangen', 'arctangent1', 'Arctangent', '']) {
      assert.ok(!verifyPap(revealed, 10, Buffer.from(wrong)), wrong);
    }
  });

  test('an unreadable User-Password is wrong', () => assert.ok(!verifyPap(Buffer.alloc(128), -1, right)));
});

describe('CHAP (RFC 1994 §4.1)', () => {
  // RFC 2865 §7.2: the challenge is the Request Authenticator.
  const FLOPSY = hex('16e97557c316185895f293ff6344077275');
  const CHALLENGE = hex('2aee86f08d0d55969ca5978e0d3367a2');

  test('verifies the example of RFC 2865 §7.2', () => {
    assert.ok(verifyChap(FLOPSY, 0, 17, CHALLENGE, 0, 16, Buffer.from('arctangent')));
  });

  test('refuses another password, challenge, identifier or length', () => {
    const password = Buffer.from('arctangent');
    assert.ok(!verifyChap(FLOPSY, 0, 17, CHALLENGE, 0, 16, Buffer.from('arctangen')));
    assert.ok(!verifyChap(FLOPSY, 0, 17, CHALLENGE, 0, 15, password));
    assert.ok(!verifyChap(FLOPSY, 0, 16, CHALLENGE, 0, 16, password));
    assert.ok(!verifyChap(Buffer.from(FLOPSY).fill(0x17, 0, 1), 0, 17, CHALLENGE, 0, 16, password));
  });

  test('takes a CHAP-Challenge of any length', () => {
    for (const length of [1, 5, 16, 32, 253]) {
      const challenge = randomBytes(length);
      const out = Buffer.alloc(17);
      chapPassword(7, Buffer.from('secret'), challenge, out);
      const expected = createHash('md5').update('\x07secret').update(challenge).digest();
      assert.deepEqual(out.subarray(1), expected);
      assert.ok(verifyChap(out, 0, 17, challenge, 0, length, Buffer.from('secret')));
    }
  });
});

describe('the password hash of MS-CHAP (RFC 2759 §8.3)', () => {
  test('is what RFC 2759 §9.2 and §9.3 print', () => {
    const hashHash = hashNtPasswordHash(ntPassword('clientPass'));
    assert.equal(hexOf(ntPassword('clientPass').hash), '44ebba8d5312b8d611474411f56989ae');
    assert.equal(hexOf(hashHash), '41c00c584bd2d91c4017a2a12fa59f3f');
    assert.equal(hexOf(ntPassword('MyPw').hash), 'fc156af7edcd6c0edde3337d427f4eac');
  });

  test('takes any script: the password enters it as UTF-16', () => {
    assert.notEqual(hexOf(ntPassword('গোপন').hash), hexOf(ntPassword('গোপ').hash));
    assert.equal(hexOf(ntPassword('').hash), '31d6cfe0d16ae931b73c59d7e0c089c0');
  });
});

describe('MS-CHAP version 2 (RFC 2759)', () => {
  // RFC 2759 §9.2
  const USER = Buffer.from('User');
  const PEER_CHALLENGE = hex('21402324255e262a28295f2b3a337c7e');
  const CHALLENGE = hex('5b5d7c7d7b3f2f3e3c2c602132262628');
  const NT_RESPONSE = '82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df';
  const PASSWORD = ntPassword('clientPass');
  const RESPONSE = Buffer.concat([hex('0500'), PEER_CHALLENGE, Buffer.alloc(8), hex(NT_RESPONSE)]);
  const found = new Uint8Array(8);

  function verify(response: Uint8Array, name: Uint8Array, password = PASSWORD): boolean {
    return verifyMsChapV2(
      password,
      response,
      0,
      response.length,
      CHALLENGE,
      0,
      16,
      name,
      0,
      name.length,
      found,
    );
  }

  test('verifies the example of RFC 2759 §9.2', () => {
    assert.ok(verify(RESPONSE, USER));
    assert.equal(hexOf(found), 'd02e4386bce91226');
  });

  test('answers it with the Authenticator Response that §9.2 prints', () => {
    const out = Buffer.alloc(42);
    assert.ok(verify(RESPONSE, USER));
    authenticatorResponse(hashNtPasswordHash(PASSWORD), RESPONSE, 0, found, out);
    assert.equal(out.toString(), 'S=407A5589115FD0D6209F510FE9C04566932CDA56');
  });

  test('makes the same response as a peer', () => {
    const out = Buffer.alloc(50);
    msChapV2Response(PASSWORD, 5, PEER_CHALLENGE, CHALLENGE, USER, out);
    assert.deepEqual(out, RESPONSE);
  });

  test('works from a stored hash', () => {
    assert.ok(verify(RESPONSE, USER, ntPasswordFromHash(hex('44ebba8d5312b8d611474411f56989ae'))));
  });

  test('leaves a domain before the name out of the hash (RFC 2759 §8.2)', () => {
    assert.ok(verify(RESPONSE, Buffer.from('OFFICE\\User')));
    assert.equal(hexOf(found), 'd02e4386bce91226');
  });

  test('takes a peer that hashes the name with its domain, and answers it in kind', () => {
    const name = Buffer.from('OFFICE\\User');
    const response = Buffer.alloc(50);
    msChapV2Response(PASSWORD, 1, PEER_CHALLENGE, CHALLENGE, name, response);
    assert.ok(verify(response, name));
    const expected = new Uint8Array(8);
    challengeHash(PEER_CHALLENGE, 0, CHALLENGE, 0, name, 0, name.length, expected);
    assert.deepEqual(found, expected);
  });

  test('minds the case of the name', () => assert.ok(!verify(RESPONSE, Buffer.from('user'))));

  test('refuses a wrong password, a changed octet and a wrong length', () => {
    assert.ok(!verify(RESPONSE, USER, ntPassword('clientpass')));
    for (let at = 2; at < 50; at++) {
      if (at >= 18 && at < 26) continue; // reserved
      const changed = Buffer.from(RESPONSE);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.ok(!verify(changed, USER), `octet ${at}`);
    }
    assert.ok(!verify(RESPONSE.subarray(0, 49), USER));
  });

  test('gives the MPPE key that RFC 3079 §3.5.3 prints', () => {
    const send = new Uint8Array(16);
    const receive = new Uint8Array(16);
    mppeKeys(hashNtPasswordHash(PASSWORD), RESPONSE, 0, send, receive);
    assert.equal(hexOf(send), '8b7cdc149b993a1ba118cb153f56dccb');
    assert.notDeepEqual(receive, send);
  });
});

describe('MS-CHAP version 1 (RFC 2433)', () => {
  const CHALLENGE = hex('102db5df085d3041');
  const PASSWORD = ntPassword('MyPw');

  function verify(response: Uint8Array): boolean {
    return verifyMsChap(PASSWORD, response, 0, response.length, CHALLENGE, 0, 8);
  }

  test('verifies the example of RFC 2433 §B.2', () => {
    const response = Buffer.concat([
      hex('0101'),
      Buffer.alloc(24),
      hex('4e9d3c8f9cfd385d5bf4d3246791956ca4c351ab409a3d61'),
    ]);
    assert.ok(verify(response));
    assert.ok(!verify(Buffer.from(response).fill(0, 49)));
  });

  test('makes the same response as a peer', () => {
    const out = Buffer.alloc(50);
    msChapResponse(PASSWORD, 1, CHALLENGE, out);
    assert.equal(hexOf(out.subarray(26)), '4e9d3c8f9cfd385d5bf4d3246791956ca4c351ab409a3d61');
    assert.ok(verify(out));
  });

  test('does not take a response without the NT part', () => {
    const out = Buffer.alloc(50);
    msChapResponse(PASSWORD, 1, CHALLENGE, out);
    out[1] = 0;
    assert.ok(!verify(out));
  });

  test('gives MS-CHAP-MPPE-Keys: LM key, hash of the hash, padding (RFC 2548 §2.4.1)', () => {
    const out = Buffer.alloc(32, 0x11);
    msChapMppeKeys(lmKey('clientPass'), hashNtPasswordHash(ntPassword('clientPass')), out);
    // RFC 3079 §2.5.1 and §2.5.3
    const expected = hex(`76a152936096d783${'41c00c584bd2d91c4017a2a12fa59f3f'}${'00'.repeat(8)}`);
    assert.deepEqual(out, expected);
  });
});

test('MS-CHAP-Error names error 691, no retry and a fresh challenge (RFC 2759 §6)', () => {
  const text = msChapError(hex('000102030405060708090a0b0c0d0eff'), 'Authentication failed');
  assert.equal(text, 'E=691 R=0 C=000102030405060708090A0B0C0D0EFF V=3 M=Authentication failed');
});
