import { msChapMppeKeys, MS_CHAP_MPPE_KEYS_BYTES } from '@gatehouse/radius/packet/credentials/mppe-keys';
import {
  hashNtPasswordHash,
  lmKey,
  msChapError,
  verifyMsChap,
} from '@gatehouse/radius/packet/credentials/ms-chap';
import { microsoft } from '@gatehouse/radius/packet/dictionary/vendors/microsoft';
import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import type { AccessRequest } from '../known-nas.ts';
import type { AuthMethod, RandomBytes } from './auth-method.ts';

const RESPONSE = microsoft['MS-CHAP-Response'];
const CHALLENGE = microsoft['MS-CHAP-Challenge'];
const CHALLENGE_BYTES = 8;

/** MS-CHAP version 1 (RFC 2433 over RFC 2548 §2.1). */
export const msChap: AuthMethod = {
  id: 'ms-chap',
  isUsedIn: (packet) => packet.has(RESPONSE),
  verify({ packet }, passwords, row) {
    const challenge = packet.find(CHALLENGE);
    const challengeLength = packet.foundLength;
    const response = packet.find(RESPONSE);
    if (challenge === 0 || response === 0) return 'wrong';
    const { bytes, foundLength } = packet;
    const password = passwords.nt(row);
    const right = verifyMsChap(password, bytes, response, foundLength, bytes, challenge, challengeLength);
    if (!right) return 'wrong';
    const keys = new Uint8Array(MS_CHAP_MPPE_KEYS_BYTES);
    msChapMppeKeys(lmKey(passwords.text(row)), hashNtPasswordHash(password), keys);
    return {
      writeAccept(writer) {
        writer.addHidden(microsoft['MS-CHAP-MPPE-Keys'], keys);
        writeEncryptionOffer(writer);
      },
    };
  },
  writeReject(writer, request, sentence, random) {
    writeMsChapError(writer, request, RESPONSE, msChapErrorText(sentence, random, CHALLENGE_BYTES));
  },
};

/** RFC 2548 §2.4.4, §2.4.5: encryption is allowed, with keys of 40 or 128 bits; the NAS decides. */
export function writeEncryptionOffer(writer: PacketWriter): void {
  writer.add(microsoft['MS-MPPE-Encryption-Policy'], 1);
  writer.add(microsoft['MS-MPPE-Encryption-Types'], 6);
}

export function msChapErrorText(sentence: string, random: RandomBytes, challengeBytes: number): string {
  return msChapError(random(challengeBytes), sentence);
}

/** MS-CHAP-Error (RFC 2548 §2.1.5): the Ident of the response, then the text. */
export function writeMsChapError(
  writer: PacketWriter,
  { packet }: AccessRequest,
  response: AttributeDefinition,
  text: string,
): void {
  const offset = packet.find(response);
  const ident = offset === 0 || packet.foundLength === 0 ? 0 : (packet.bytes[offset] ?? 0);
  writer.addOctets(microsoft['MS-CHAP-Error'], Buffer.concat([Buffer.of(ident), Buffer.from(text)]));
}
