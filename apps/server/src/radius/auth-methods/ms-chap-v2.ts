import { MPPE_KEY_BYTES, mppeKeys } from '@gatehouse/radius/packet/credentials/mppe-keys';
import {
  AUTHENTICATOR_RESPONSE_BYTES,
  authenticatorResponse,
  hashNtPasswordHash,
  MS_CHAP_CHALLENGE_BYTES,
  MS_CHAP_V2_CHALLENGE_BYTES,
  verifyMsChapV2,
} from '@gatehouse/radius/packet/credentials/ms-chap';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { microsoft } from '@gatehouse/radius/packet/dictionary/vendors/microsoft';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import type { AuthMethod } from './auth-method.ts';
import { msChapErrorText, writeEncryptionOffer, writeMsChapError } from './ms-chap.ts';

const RESPONSE = microsoft['MS-CHAP2-Response'];
const CHALLENGE = microsoft['MS-CHAP-Challenge'];

// Working memory: written before it is read within each call, so nothing outlives one.
const sendKey = new Uint8Array(MPPE_KEY_BYTES);
const receiveKey = new Uint8Array(MPPE_KEY_BYTES);
const success = new Uint8Array(1 + AUTHENTICATOR_RESPONSE_BYTES);

/** MS-CHAP version 2 (RFC 2759 over RFC 2548 §2.3). */
export const msChapV2: AuthMethod = {
  id: 'ms-chap-v2',
  isUsedIn: (packet) => packet.has(RESPONSE),
  verify({ packet }, passwords, row) {
    const challenge = packet.find(CHALLENGE);
    const challengeLength = packet.foundLength;
    const name = packet.find(rfc2865['User-Name']);
    const nameLength = packet.foundLength;
    const response = packet.find(RESPONSE);
    if (challenge === 0 || name === 0 || response === 0) return 'wrong';
    const { bytes, foundLength } = packet;
    const password = passwords.nt(row);
    const challengeHash = new Uint8Array(MS_CHAP_CHALLENGE_BYTES);
    const right = verifyMsChapV2(
      password,
      bytes,
      response,
      foundLength,
      bytes,
      challenge,
      challengeLength,
      bytes,
      name,
      nameLength,
      challengeHash,
    );
    if (!right) return 'wrong';
    // The password itself is good until the next one is asked for; the Accept may leave later.
    const hashHash = hashNtPasswordHash(password);
    return { writeAccept: (writer) => writeProof(writer, packet, response, hashHash, challengeHash) };
  },
  writeReject(writer, request, sentence, random) {
    writeMsChapError(
      writer,
      request,
      RESPONSE,
      msChapErrorText(sentence, random, MS_CHAP_V2_CHALLENGE_BYTES),
    );
  },
};

/** MS-CHAP2-Success (RFC 2548 §2.3.3) proves that we know the password too; the keys are for MPPE. */
function writeProof(
  writer: PacketWriter,
  packet: RadiusPacket,
  response: number,
  hashHash: Uint8Array,
  challengeHash: Uint8Array,
): void {
  const { bytes } = packet;
  success[0] = bytes[response] ?? 0;
  authenticatorResponse(hashHash, bytes, response, challengeHash, success, 1);
  writer.addOctets(microsoft['MS-CHAP2-Success'], success);
  mppeKeys(hashHash, bytes, response, sendKey, receiveKey);
  writer.addSalted(microsoft['MS-MPPE-Send-Key'], sendKey);
  writer.addSalted(microsoft['MS-MPPE-Recv-Key'], receiveKey);
  writeEncryptionOffer(writer);
}
