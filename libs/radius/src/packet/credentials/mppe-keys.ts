import { SHA1_BYTES, Sha1 } from '../security/sha1.ts';
import { LM_KEY_BYTES, NT_RESPONSE_BYTES } from './ms-chap.ts';

export const MPPE_KEY_BYTES = 16;
/** MS-CHAP-MPPE-Keys before it is hidden: LM-Key, NT-Key, padding (RFC 2548 §2.4.1). */
export const MS_CHAP_MPPE_KEYS_BYTES = 32;

const NT_RESPONSE_OFFSET = 26;
const PAD_BYTES = 40;
const PAD_1 = new Uint8Array(PAD_BYTES);
const PAD_2 = new Uint8Array(PAD_BYTES).fill(0xf2);
// RFC 3079 §3.4, Magic1 to Magic3.
const MAGIC_1 = asciiBytes('This is the MPPE Master Key');
const MAGIC_2 = asciiBytes(
  'On the client side, this is the send key; on the server side, it is the receive key.',
);
const MAGIC_3 = asciiBytes(
  'On the client side, this is the receive key; on the server side, it is the send key.',
);

// Working memory: written before it is read within each call, so nothing outlives one.
const sha1 = new Sha1();
const shaOut = new Uint8Array(SHA1_BYTES);
const masterKey = new Uint8Array(MPPE_KEY_BYTES);

/**
 * The keys behind MS-MPPE-Send-Key and MS-MPPE-Recv-Key for a verified MS-CHAPv2 response, as the
 * NAS uses them (RFC 3079 §3.3): writes 16 octets to each. They travel salt-encrypted
 * (RFC 2548 §2.4.2, §2.4.3). `responseOffset` is where the 50-octet MS-CHAP2-Response starts; `hashHash` is
 * what `hashNtPasswordHash` gives.
 */
export function mppeKeys(
  hashHash: Uint8Array,
  bytes: Uint8Array,
  responseOffset: number,
  sendKey: Uint8Array,
  receiveKey: Uint8Array,
): void {
  sha1
    .start()
    .update(hashHash)
    .update(bytes, responseOffset + NT_RESPONSE_OFFSET, NT_RESPONSE_BYTES)
    .update(MAGIC_1)
    .finish(shaOut);
  copyKey(masterKey);
  asymmetricStartKey(MAGIC_3, sendKey);
  asymmetricStartKey(MAGIC_2, receiveKey);
}

/** GetAsymmetricStartKey (RFC 3079 §3.4) for 128 bits. */
function asymmetricStartKey(magic: Uint8Array, out: Uint8Array): void {
  sha1.start().update(masterKey).update(PAD_1).update(magic).update(PAD_2).finish(shaOut);
  copyKey(out);
}

function copyKey(out: Uint8Array): void {
  for (let i = 0; i < MPPE_KEY_BYTES; i++) out[i] = shaOut[i] as number;
}

/**
 * MS-CHAP-MPPE-Keys for version 1 (RFC 2548 §2.4.1), before `hidePassword` hides it: writes 32
 * octets from what `lmKey` and `hashNtPasswordHash` give. The NAS makes 40-bit keys from the first of the two and
 * 128-bit keys from the second.
 */
export function msChapMppeKeys(
  lmKeyOfPassword: Uint8Array,
  hashHash: Uint8Array,
  out: Uint8Array,
  outOffset = 0,
): void {
  out.fill(0, outOffset, outOffset + MS_CHAP_MPPE_KEYS_BYTES);
  out.set(lmKeyOfPassword, outOffset);
  out.set(hashHash, outOffset + LM_KEY_BYTES);
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
