import type { AccessFacts } from '@gatehouse/domain/access/access-facts';
import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import { REJECT_REASONS, type RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { formatSessionClass } from '../sessions/session-row.ts';
import type { RandomBytes, Verified } from './auth-methods/auth-method.ts';
import type { AccessRequest } from './known-nas.ts';
import type { Attempt } from './read-access-request.ts';

const SECONDS_MAX = 0xffff_ffff;

/**
 * An Access-Accept (RFC 2865 §4.2): what the package grants in the RFCs' words, then in the router's own, then the
 * method's proof.
 */
export function writeAccept(
  writer: PacketWriter,
  attempt: Attempt,
  customer: NonNullable<AccessFacts['customer']>,
  service: GrantedService,
  verified: Verified,
): void {
  writeGrantedService(writer, service);
  const owner = { customerId: customer.id, subscriptionId: customer.subscription?.id ?? null };
  writer.addText(rfc2865.Class, formatSessionClass(owner));
  attempt.nas.vendor.writeService(writer, service);
  verified.writeAccept?.(writer);
}

function writeGrantedService(writer: PacketWriter, service: GrantedService): void {
  const { sessionTimeoutSeconds, framedIpAddress, framedPool, portLimit } = service;
  if (sessionTimeoutSeconds !== null) {
    writer.add(rfc2865['Session-Timeout'], Math.min(sessionTimeoutSeconds, SECONDS_MAX));
  }
  writer.add(rfc2869['Acct-Interim-Interval'], service.acctInterimIntervalSeconds);
  if (framedIpAddress !== null) writer.add(rfc2865['Framed-IP-Address'], framedIpAddress);
  if (framedPool !== null) writer.add(rfc2869['Framed-Pool'], framedPool);
  if (portLimit !== null) writer.add(rfc2865['Port-Limit'], portLimit);
}

/**
 * An Access-Reject (RFC 2865 §4.3): the public sentence, and what the method needs to hear. Beside an EAP-Message there
 * must be no Reply-Message (RFC 3579 §2.6.5).
 */
export function writeReject(
  writer: PacketWriter,
  request: AccessRequest,
  attempt: Attempt,
  reason: RejectReason,
  random: RandomBytes,
): void {
  const sentence = REJECT_REASONS[reason].public;
  if (!attempt.method.hasOwnWords) writer.add(rfc2865['Reply-Message'], sentence);
  attempt.method.writeReject?.(writer, request, sentence, random);
}
