import type { TicketFacts } from '@gatehouse/domain/access/access-facts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { TicketRecord } from './access-directory/ticket-table.ts';
import { VERIFIED, type Verification } from './auth-methods/auth-method.ts';
import { chapPasswordIs } from './auth-methods/chap.ts';
import { papPasswordIs } from './auth-methods/pap.ts';
import type { AccessRequest } from './known-nas.ts';
import type { Attempt } from './read-access-request.ts';

/**
 * The portal's ticket that a hotspot's login came with; `null`: none. Asked only where nobody has the username, so that
 * a login by username costs nothing for it, and no ticket ever stands for a customer's own name.
 */
export function findTicket(attempt: Attempt, directory: AccessDirectory): TicketRecord | null {
  if (attempt.kind !== 'hotspot-login' || directory.tickets.size === 0) return null;
  return directory.tickets.find(attempt.username);
}

/** Gateways of hotspots ask by PAP or CHAP. */
export function verifyTicket(request: AccessRequest, attempt: Attempt, ticket: TicketRecord): Verification {
  const password = Buffer.from(ticket.password);
  switch (attempt.method.id) {
    case 'pap':
      return papPasswordIs(request, password) ? VERIFIED : 'wrong';
    case 'chap':
      return chapPasswordIs(request, password) ? VERIFIED : 'wrong';
    default:
      return 'unsupported';
  }
}

export function ticketFacts(
  { zoneId, mac, expiresAt, continuesDeviceId }: TicketRecord,
  used: boolean,
): TicketFacts {
  return { zoneId, mac, expiresAt, used, continuesDeviceId };
}
