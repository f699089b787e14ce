import { CODES } from '@gatehouse/radius/packet/codes';
import type { AccessRequest } from './known-nas.ts';

/**
 * Status-Server (RFC 5997 §4, §4.2): "are you there", answered on both ports as a request on that port would be. That
 * it is signed was checked before.
 */
export function handleStatusServer(request: AccessRequest): void {
  request.reply(CODES[request.service === 'accounting' ? 'Accounting-Response' : 'Access-Accept']);
}
