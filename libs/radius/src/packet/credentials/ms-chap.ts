import {
  DES_BLOCK_BYTES,
  DES_KEY_BYTES,
  DES_SCHEDULE_WORDS,
  desEncrypt,
  expandDesKey,
} from '../security/des.ts';
import { equalBytes } from '../security/equal-bytes.ts';
import { MD4_BYTES, Md4 } from '../security/md4.ts';
import { SHA1_BYTES, Sha1 } from '../security/sha1.ts';

export const NT_HASH_BYTES = 16;
export const NT_RESPONSE_BYTES = 24;
export const LM_KEY_BYTES = 8;
/** MS-CHAP-Challenge of version 1 (RFC 2548 §2.1.2); in version 2 it has 16 octets. */
export const MS_CHAP_CHALLENGE_BYTES = 8;
export const MS_CHAP_V2_CHALLENGE_BYTES = 16;
/** MS-CHAP-Response and MS-CHAP2-Response, the vendor's type and length left out (RFC 2548 §2.1.3, §2.3.2). */
export const MS_CHAP_RESPONSE_BYTES = 50;
/** The text "S=" and 40 hex digits (RFC 2759 §5). */
export const AUTHENTICATOR_RESPONSE_BYTES = 42;

// Where things stand in a response value: Ident, Flags, then …
const FLAGS_OFFSET = 1;
const PEER_CHALLENGE_OFFSET = 2;
const NT_RESPONSE_OFFSET = 26;
const USE_NT_RESPONSE = 0x01;
const BACKSLASH = 0x5c;

/** A password as MS-CHAP uses it. Making one costs more than verifying with it: it may be kept. */
export type NtPassword = {
  /** NtPasswordHash (RFC 2759 §8.3): MD4 of the password in UTF-16, little-endian. */
  readonly hash: Uint8Array;
  /** The DES key schedules of the hash's three parts, `NT_SCHEDULE_WORDS` in all. */
  readonly schedules: Int32Array;
};

export const NT_SCHEDULE_WORDS = 3 * DES_SCHEDULE_WORDS;

// Working memory: written before it is read within each call, so nothing outlives one.
const md4 = new Md4();
const sha1 = new Sha1();
const shaOut = new Uint8Array(SHA1_BYTES);
const expected = new Uint8Array(NT_RESPONSE_BYTES);
const utf16 = new Uint8Array(2);
/** The last five stay zero. */
const desKeys = new Uint8Array(3 * DES_KEY_BYTES);

/** Room for a password: of no password yet. */
export function emptyNtPassword(): NtPassword {
  return { hash: new Uint8Array(NT_HASH_BYTES), schedules: new Int32Array(NT_SCHEDULE_WORDS) };
}

export function ntPassword(password: string): NtPassword {
  return readNtPassword(password, emptyNtPassword());
}

/** The same into a place that is used over and over. */
export function readNtPassword(password: string, into: NtPassword): NtPassword {
  md4.start();
  for (let i = 0; i < password.length; i++) {
    const unit = password.charCodeAt(i);
    utf16[0] = unit;
    utf16[1] = unit >>> 8;
    md4.update(utf16);
  }
  md4.finish(into.hash);
  expandHash(into);
  return into;
}

/** The same from a stored NtPasswordHash of 16 octets. */
export function ntPasswordFromHash(hash: Uint8Array): NtPassword {
  const password = emptyNtPassword();
  password.hash.set(hash);
  expandHash(password);
  return password;
}

/** RFC 2759 §8.5: the hash, five zeros behind it, as three DES keys of seven octets. */
function expandHash({ hash, schedules }: NtPassword): void {
  desKeys.set(hash);
  for (let i = 0; i < 3; i++) expandDesKey(desKeys, i * DES_KEY_BYTES, schedules, i * DES_SCHEDULE_WORDS);
}

/**
 * The first half of LmPasswordHash (RFC 2433 §A.3): a constant encrypted under the first seven
 * characters in capitals. Good for the 40-bit keys of version 1 (RFC 3079 §2.2) and nothing else.
 */
export function lmKey(password: string): Uint8Array {
  const capitals = password.slice(0, DES_KEY_BYTES).toUpperCase();
  const key = new Uint8Array(DES_KEY_BYTES);
  for (let i = 0; i < capitals.length && i < DES_KEY_BYTES; i++) key[i] = capitals.charCodeAt(i);
  const schedule = new Int32Array(DES_SCHEDULE_WORDS);
  const out = new Uint8Array(LM_KEY_BYTES);
  expandDesKey(key, 0, schedule);
  desEncrypt(schedule, 0, LM_CONSTANT, 0, out, 0);
  return out;
}

/** HashNtPasswordHash (RFC 2759 §8.4): 16 octets, all that a verified login needs of the password from then on. */
export function hashNtPasswordHash(password: NtPassword): Uint8Array {
  const out = new Uint8Array(MD4_BYTES);
  md4.start().update(password.hash).finish(out);
  return out;
}

/** ChallengeResponse (RFC 2759 §8.5): writes the 24 octets that answer an 8-octet challenge. */
export function challengeResponse(
  password: NtPassword,
  challenge: Uint8Array,
  challengeOffset: number,
  out: Uint8Array,
  outOffset = 0,
): void {
  for (let i = 0; i < 3; i++) {
    const to = outOffset + i * DES_BLOCK_BYTES;
    desEncrypt(password.schedules, i * DES_SCHEDULE_WORDS, challenge, challengeOffset, out, to);
  }
}

/**
 * ChallengeHash (RFC 2759 §8.2): writes 8 octets. The name is given as it enters the hash, so
 * without a domain before it.
 */
export function challengeHash(
  peerChallenge: Uint8Array,
  peerChallengeOffset: number,
  authenticatorChallenge: Uint8Array,
  authenticatorChallengeOffset: number,
  name: Uint8Array,
  nameOffset: number,
  nameLength: number,
  out: Uint8Array,
): void {
  sha1
    .start()
    .update(peerChallenge, peerChallengeOffset, MS_CHAP_V2_CHALLENGE_BYTES)
    .update(authenticatorChallenge, authenticatorChallengeOffset, MS_CHAP_V2_CHALLENGE_BYTES)
    .update(name, nameOffset, nameLength)
    .finish(shaOut);
  for (let i = 0; i < MS_CHAP_CHALLENGE_BYTES; i++) out[i] = shaOut[i] as number;
}

/**
 * MS-CHAP version 1 (RFC 2433): whether the MS-CHAP-Response (RFC 2548 §2.1.3, 50 octets at
 * `responseOffset` of `bytes`) answers the 8-octet MS-CHAP-Challenge. Only the NT response counts;
 * a response that offers none is wrong.
 */
export function verifyMsChap(
  password: NtPassword,
  bytes: Uint8Array,
  responseOffset: number,
  responseLength: number,
  challenge: Uint8Array,
  challengeOffset: number,
  challengeLength: number,
): boolean {
  if (responseLength !== MS_CHAP_RESPONSE_BYTES || challengeLength !== MS_CHAP_CHALLENGE_BYTES) return false;
  if (((bytes[responseOffset + FLAGS_OFFSET] ?? 0) & USE_NT_RESPONSE) === 0) return false;
  challengeResponse(password, challenge, challengeOffset, expected);
  return equalBytes(expected, 0, bytes, responseOffset + NT_RESPONSE_OFFSET, NT_RESPONSE_BYTES);
}

/**
 * MS-CHAP version 2 (RFC 2759): whether the MS-CHAP2-Response (RFC 2548 §2.3.2, 50 octets at
 * `responseOffset` of `bytes`) answers the 16-octet MS-CHAP-Challenge under the name in User-Name.
 * The RFC leaves a prepended `DOMAIN\` out of the hash, some peers do not: both are tried, and
 * `challengeHashOut` (8 octets) is left holding the hash that matched, for the answer.
 */
export function verifyMsChapV2(
  password: NtPassword,
  bytes: Uint8Array,
  responseOffset: number,
  responseLength: number,
  challenge: Uint8Array,
  challengeOffset: number,
  challengeLength: number,
  name: Uint8Array,
  nameOffset: number,
  nameLength: number,
  challengeHashOut: Uint8Array,
): boolean {
  if (responseLength !== MS_CHAP_RESPONSE_BYTES || challengeLength !== MS_CHAP_V2_CHALLENGE_BYTES)
    return false;
  const domainLength = lengthOfDomain(name, nameOffset, nameLength);
  const answers = (skip: number): boolean => {
    const peerChallenge = responseOffset + PEER_CHALLENGE_OFFSET;
    const from = nameOffset + skip;
    challengeHash(
      bytes,
      peerChallenge,
      challenge,
      challengeOffset,
      name,
      from,
      nameLength - skip,
      challengeHashOut,
    );
    challengeResponse(password, challengeHashOut, 0, expected);
    return equalBytes(expected, 0, bytes, responseOffset + NT_RESPONSE_OFFSET, NT_RESPONSE_BYTES);
  };
  return answers(domainLength) || (domainLength > 0 && answers(0));
}

/** The octets of `DOMAIN\` before a name, 0 without one. */
function lengthOfDomain(name: Uint8Array, offset: number, length: number): number {
  for (let at = length - 1; at >= 0; at--) if (name[offset + at] === BACKSLASH) return at + 1;
  return 0;
}

/**
 * What a peer answers (for a client or a test): writes the 50 octets of MS-CHAP2-Response.
 * `name` is as it enters the hash.
 */
export function msChapV2Response(
  password: NtPassword,
  identifier: number,
  peerChallenge: Uint8Array,
  authenticatorChallenge: Uint8Array,
  name: Uint8Array,
  out: Uint8Array,
  outOffset = 0,
): void {
  const hash = new Uint8Array(MS_CHAP_CHALLENGE_BYTES);
  challengeHash(peerChallenge, 0, authenticatorChallenge, 0, name, 0, name.length, hash);
  out.fill(0, outOffset, outOffset + MS_CHAP_RESPONSE_BYTES);
  out[outOffset] = identifier;
  out.set(peerChallenge.subarray(0, MS_CHAP_V2_CHALLENGE_BYTES), outOffset + PEER_CHALLENGE_OFFSET);
  challengeResponse(password, hash, 0, out, outOffset + NT_RESPONSE_OFFSET);
}

/** The same for version 1: writes the 50 octets of MS-CHAP-Response, with an NT response only. */
export function msChapResponse(
  password: NtPassword,
  identifier: number,
  challenge: Uint8Array,
  out: Uint8Array,
  outOffset = 0,
): void {
  out.fill(0, outOffset, outOffset + MS_CHAP_RESPONSE_BYTES);
  out[outOffset] = identifier;
  out[outOffset + FLAGS_OFFSET] = USE_NT_RESPONSE;
  challengeResponse(password, challenge, 0, out, outOffset + NT_RESPONSE_OFFSET);
}

/**
 * GenerateAuthenticatorResponse (RFC 2759 §8.7): writes the 42 octets `S=` and 40 hex digits.
 * MS-CHAP2-Success carries them behind the Ident of the response (RFC 2548 §2.3.3).
 * `responseOffset` is where the 50-octet MS-CHAP2-Response starts in `bytes`; `hashHash` is what
 * `hashNtPasswordHash` gives.
 */
export function authenticatorResponse(
  hashHash: Uint8Array,
  bytes: Uint8Array,
  responseOffset: number,
  challengeHashOfVerify: Uint8Array,
  out: Uint8Array,
  outOffset = 0,
): void {
  const ntResponse = responseOffset + NT_RESPONSE_OFFSET;
  sha1.start().update(hashHash).update(bytes, ntResponse, NT_RESPONSE_BYTES).update(MAGIC_1).finish(shaOut);
  sha1
    .start()
    .update(shaOut)
    .update(challengeHashOfVerify, 0, MS_CHAP_CHALLENGE_BYTES)
    .update(MAGIC_2)
    .finish(shaOut);
  out[outOffset] = 0x53;
  out[outOffset + 1] = 0x3d;
  for (let i = 0; i < SHA1_BYTES; i++) {
    const octet = shaOut[i] as number;
    out[outOffset + 2 + 2 * i] = hexDigit(octet >>> 4);
    out[outOffset + 3 + 2 * i] = hexDigit(octet & 15);
  }
}

// RFC 2433 §A.3, StdText.
const LM_CONSTANT = asciiBytes('KGS!@#$%');

// RFC 2759 §8.7, Magic1 and Magic2.
const MAGIC_1 = asciiBytes('Magic server to client signing constant');
const MAGIC_2 = asciiBytes('Pad to make it do more than one iteration');

function hexDigit(value: number): number {
  return value < 10 ? 0x30 + value : 0x37 + value;
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/**
 * The text of MS-CHAP-Error for a wrong password, behind the Ident (RFC 2548 §2.1.5): error 691
 * (RFC 2759 §6), no retry, a fresh 16-octet challenge, version 3 of the change-password protocol.
 * `message` is shown by some peers; leave it empty to say nothing.
 */
export function msChapError(freshChallenge: Uint8Array, message: string): string {
  const challenge = Array.from(freshChallenge, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return `E=691 R=0 C=${challenge.toUpperCase()} V=3 M=${message}`;
}
