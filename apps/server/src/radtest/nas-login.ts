import { CHAP_PASSWORD_BYTES, chapPassword } from '@gatehouse/radius/packet/credentials/chap';
import {
  AUTHENTICATOR_RESPONSE_BYTES,
  authenticatorResponse,
  challengeHash,
  MS_CHAP_CHALLENGE_BYTES,
  MS_CHAP_RESPONSE_BYTES,
  MS_CHAP_V2_CHALLENGE_BYTES,
  msChapResponse,
  msChapV2Response,
  hashNtPasswordHash,
  ntPassword,
} from '@gatehouse/radius/packet/credentials/ms-chap';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { microsoft } from '@gatehouse/radius/packet/dictionary/vendors/microsoft';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';

export const loginMethods = ['pap', 'chap', 'ms-chap', 'ms-chap-v2'] as const;
export type LoginMethod = (typeof loginMethods)[number];

/** A login as a NAS tells it: what it puts into an Access-Request. */
export type NasLogin = {
  readonly service: 'pppoe' | 'hotspot';
  readonly username: string;
  readonly password: string;
  readonly method: LoginMethod;
  /** The device, in the form that this NAS writes; `null` sends none. */
  readonly callingStationId: string | null;
  readonly calledStationId?: string;
  readonly nasIdentifier?: string;
  readonly nasPortId?: string;
  readonly acctSessionId?: string;
};

/** Gives that many random octets. */
export type RandomOctets = (count: number) => Uint8Array;

/**
 * Writes the attributes of the login. For MS-CHAPv2 gives back the 42-octet text with which the server
 * must prove in MS-CHAP2-Success that it knows the password too; else `null`.
 */
export function writeLogin(writer: PacketWriter, login: NasLogin, random: RandomOctets): string | null {
  writer.add(rfc2865['User-Name'], login.username);
  const proof = writeCredential(writer, login, random);
  if (login.service === 'pppoe') {
    writer.add(rfc2865['Service-Type'], 'Framed-User').add(rfc2865['Framed-Protocol'], 'PPP');
    writer.add(rfc2865['NAS-Port-Type'], 'Ethernet');
  } else {
    writer.add(rfc2865['Service-Type'], 'Login-User');
    writer.add(rfc2865['NAS-Port-Type'], 'Wireless-802.11');
  }
  writeWhoAndWhere(writer, login);
  return proof;
}

/** What a login and its accounting have in common. */
export function writeWhoAndWhere(
  writer: PacketWriter,
  where: Pick<
    NasLogin,
    'callingStationId' | 'calledStationId' | 'nasIdentifier' | 'nasPortId' | 'acctSessionId'
  >,
): void {
  if (where.callingStationId !== null) writer.add(rfc2865['Calling-Station-Id'], where.callingStationId);
  if (where.calledStationId !== undefined) writer.add(rfc2865['Called-Station-Id'], where.calledStationId);
  if (where.nasIdentifier !== undefined) writer.add(rfc2865['NAS-Identifier'], where.nasIdentifier);
  if (where.nasPortId !== undefined) writer.add(rfc2869['NAS-Port-Id'], where.nasPortId);
  if (where.acctSessionId !== undefined) writer.add(rfc2866['Acct-Session-Id'], where.acctSessionId);
}

function writeCredential(writer: PacketWriter, login: NasLogin, random: RandomOctets): string | null {
  switch (login.method) {
    case 'pap':
      writer.addHidden(rfc2865['User-Password'], login.password);
      return null;
    case 'chap':
      writeChap(writer, login.password, random);
      return null;
    case 'ms-chap':
      writeMsChap(writer, login.password, random);
      return null;
    case 'ms-chap-v2':
      return writeMsChapV2(writer, login, random);
  }
}

function writeChap(writer: PacketWriter, password: string, random: RandomOctets): void {
  const challenge = random(16);
  const answer = new Uint8Array(CHAP_PASSWORD_BYTES);
  chapPassword(1, Buffer.from(password), challenge, answer);
  writer.add(rfc2865['CHAP-Challenge'], challenge).add(rfc2865['CHAP-Password'], answer);
}

function writeMsChap(writer: PacketWriter, password: string, random: RandomOctets): void {
  const challenge = random(MS_CHAP_CHALLENGE_BYTES);
  const answer = new Uint8Array(MS_CHAP_RESPONSE_BYTES);
  msChapResponse(ntPassword(password), 1, challenge, answer);
  writer.add(microsoft['MS-CHAP-Challenge'], challenge).add(microsoft['MS-CHAP-Response'], answer);
}

function writeMsChapV2(writer: PacketWriter, { username, password }: NasLogin, random: RandomOctets): string {
  const challenge = random(MS_CHAP_V2_CHALLENGE_BYTES);
  const peerChallenge = random(MS_CHAP_V2_CHALLENGE_BYTES);
  const name = Buffer.from(username);
  const known = ntPassword(password);
  const answer = new Uint8Array(MS_CHAP_RESPONSE_BYTES);
  msChapV2Response(known, 1, peerChallenge, challenge, name, answer);
  writer.add(microsoft['MS-CHAP-Challenge'], challenge).add(microsoft['MS-CHAP2-Response'], answer);

  const hash = new Uint8Array(MS_CHAP_CHALLENGE_BYTES);
  challengeHash(peerChallenge, 0, challenge, 0, name, 0, name.length, hash);
  const proof = Buffer.alloc(AUTHENTICATOR_RESPONSE_BYTES);
  authenticatorResponse(hashNtPasswordHash(known), answer, 0, hash, proof);
  return proof.toString('latin1');
}
