import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { rfc5176 } from '@gatehouse/radius/packet/dictionary/rfc5176';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { type SharedSecret, sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import type { RadiusClient, RadiusReply } from '@gatehouse/radius/transport/radius-client';
import { SESSION_CONTEXT_NOT_FOUND } from '@gatehouse/domain/dynamic-authorization/error-causes';
import type { RequestOutcome } from '../../dynamic-authorization/finish-request.ts';
import type { NasOfRequest, TakenRequest } from '../../dynamic-authorization/take-requests.ts';
import type { SecretBox } from '../../secrets.ts';
import { findNasVendor } from '../nas-vendors/index.ts';
import type { NasVendor } from '../nas-vendors/nas-vendor.ts';
import { writeSessionKeys } from './write-session-keys.ts';

/** How long a router is waited for, per datagram, and how many it gets. */
export type Patience = { readonly timeoutMs: number; readonly tries: number };

export type Asking = {
  readonly secretBox: SecretBox;
  readonly patience: Patience;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** While its secret is being changed: whether this source has not used the new one yet, as far as is known here. */
  readonly usesPreviousSecret: (address: string) => boolean;
};

/** Where there is no end: as good as none, and a number that every router takes. */
const YEAR_SECONDS = 365 * 86_400;

/** Why nothing needs to be, or can be, sent; `null`: send it. */
export function notToBeSent({
  nas,
  kind,
  tooLate,
  session,
  keepsEnd,
  newRates,
}: TakenRequest): RequestOutcome | null {
  if (session.ended) return { state: 'already-gone', tries: 0, errorCause: null };
  if (nas === null) return { state: 'not-sent', notSentReason: 'router-removed' };
  if (tooLate) return { state: 'not-sent', notSentReason: 'too-late' };
  if (kind === 'disconnect') return null;
  const { sessionTimeoutFrom, writeNewRates } = findNasVendor(nas.vendor).dynamicAuthorization;
  if (newRates !== null) {
    return writeNewRates === undefined
      ? { state: 'not-sent', notSentReason: 'speed-cannot-be-changed' }
      : null;
  }
  return sessionTimeoutFrom === null || keepsEnd
    ? { state: 'not-sent', notSentReason: 'time-cannot-be-changed' }
    : null;
}

/**
 * Asks a router to end or change a session, and waits for an answer that verifies. While its secret is being changed
 * it is asked under the one that it used last, and after silence under the other.
 */
export async function askNas(
  client: RadiusClient,
  request: TakenRequest,
  nas: NasOfRequest,
  { secretBox, patience, now, usesPreviousSecret }: Asking,
): Promise<RequestOutcome> {
  const vendor = findNasVendor(nas.vendor);
  let tries = 0;
  let unverified = 0;
  let unexpectedCode: number | null = null;
  const secrets = secretsOf(nas, secretBox);
  if (secrets.length > 1 && usesPreviousSecret(request.address)) secrets.reverse();
  for (const secret of secrets) {
    const reply = await client.send({
      address: request.address,
      port: nas.coaPort,
      secret,
      code: request.kind === 'disconnect' ? CODES['Disconnect-Request'] : CODES['CoA-Request'],
      messageAuthenticator: nas.messageAuthenticator !== 'off',
      ...patience,
      write: (writer) => writeRequest(writer, vendor, request, now()),
      onBadReply: (code) => {
        if (code === null) unverified += 1;
        else unexpectedCode = code;
      },
    });
    if (reply !== 'timeout') return judge(reply, vendor, tries + reply.tries);
    tries += patience.tries;
  }
  return { state: 'no-answer', tries, unverified, unexpectedCode };
}

function secretsOf(nas: NasOfRequest, secretBox: SecretBox): SharedSecret[] {
  const { secretCipher, previousSecretCipher } = nas;
  const ciphers = previousSecretCipher === null ? [secretCipher] : [secretCipher, previousSecretCipher];
  return ciphers.map((cipher) => sharedSecret(secretBox.open(cipher, 'nas-secret')));
}

/** When it was asked for goes last (RFC 5176 §6.3): a retransmission is the same octets, so it tells the same time. */
function writeRequest(writer: PacketWriter, vendor: NasVendor, request: TakenRequest, now: number): void {
  writeSessionKeys(writer, vendor, request.session);
  if (request.kind === 'coa') writeChange(writer, vendor, request, now);
  if (vendor.dynamicAuthorization.takesNoTimestamp === true) return;
  writer.add(rfc2869['Event-Timestamp'], Math.floor(now / 1000));
}

function writeChange(writer: PacketWriter, vendor: NasVendor, request: TakenRequest, now: number): void {
  const { sessionTimeoutFrom, writeNewRates } = vendor.dynamicAuthorization;
  if (!request.keepsEnd && sessionTimeoutFrom !== null) {
    writer.add(rfc2865['Session-Timeout'], sessionTimeout(vendor, request, now));
  }
  if (request.newRates !== null) writeNewRates?.(writer, request.newRates);
}

/** Never 0: many routers read that as no limit. */
function sessionTimeout(vendor: NasVendor, { lastsUntil, session }: TakenRequest, now: number): number {
  const from = vendor.dynamicAuthorization.sessionTimeoutFrom === 'now' ? now : session.startedAt;
  const until = lastsUntil ?? now + YEAR_SECONDS * 1000;
  return Math.min(Math.max(Math.round((until - from) / 1000), 1), 0x7fff_ffff);
}

/** RFC 5176 §2.1, §2.2, §3.5 */
function judge({ packet }: RadiusReply, vendor: NasVendor, tries: number): RequestOutcome {
  const acknowledged = packet.code === CODES['Disconnect-ACK'] || packet.code === CODES['CoA-ACK'];
  if (acknowledged) return { state: 'acknowledged', tries };
  const errorCause = packet.integer(rfc5176['Error-Cause']);
  const plainNo = errorCause === null && vendor.dynamicAuthorization.plainNakMeansNoSession === true;
  const gone = errorCause === SESSION_CONTEXT_NOT_FOUND || plainNo;
  return { state: gone ? 'already-gone' : 'refused', tries, errorCause };
}
