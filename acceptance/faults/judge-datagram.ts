import { createHash, createHmac } from 'node:crypto';

/**
 * What a datagram deserves, by the RFCs and Node's own hash functions: what a test says must not depend on the code
 * that it tests.
 */
export type PortAsked = 'auth' | 'acct';

const ACCESS_REQUEST = 1;
const ACCOUNTING_REQUEST = 4;
const STATUS_SERVER = 12;
const PROXY_STATE = 33;
const EAP_MESSAGE = 79;
const MESSAGE_AUTHENTICATOR = 80;
const HEADER = 20;

/** True: it is broken, unsigned where it must be signed, or signed with another secret, so it must get no answer. */
export function mustBeSilent(
  datagram: Buffer,
  { port, secret, signed }: { readonly port: PortAsked; readonly secret: string; readonly signed: boolean },
): boolean {
  const packet = withinLength(datagram);
  if (packet === null) return true;
  const attributes = attributesOf(packet);
  if (attributes === null) return true;
  const code = packet[0];
  const asks = port === 'auth' ? ACCESS_REQUEST : ACCOUNTING_REQUEST;
  if (code !== asks && code !== STATUS_SERVER) return true;
  const has = (type: number): boolean => attributes.some((attribute) => attribute.type === type);
  const signatures = attributes.filter(({ type }) => type === MESSAGE_AUTHENTICATOR);
  if (signatures.length > 1) return true;
  if (code === ACCOUNTING_REQUEST && !accountingIsSigned(packet, secret)) return true;
  const [signature] = signatures;
  if (signature !== undefined) return !messageIsSigned(packet, signature, secret);
  if (code === ACCOUNTING_REQUEST) return false;
  return code === STATUS_SERVER || signed || has(EAP_MESSAGE) || has(PROXY_STATE);
}

/** Octets beyond Length are padding (RFC 2865 §3). `null`: it is no packet. */
export function withinLength(datagram: Buffer): Buffer | null {
  if (datagram.length < HEADER) return null;
  const length = datagram.readUInt16BE(2);
  return length < HEADER || length > 4096 || length > datagram.length ? null : datagram.subarray(0, length);
}

export type PlacedAttribute = { readonly type: number; readonly at: number; readonly length: number };

/** `null`: the attributes do not add up to the packet. */
export function attributesOf(packet: Buffer): PlacedAttribute[] | null {
  const found: PlacedAttribute[] = [];
  for (let at = HEADER; at < packet.length; ) {
    const length = packet[at + 1] ?? 0;
    if (length < 2 || at + length > packet.length) return null;
    found.push({ type: packet[at] ?? 0, at, length });
    at += length;
  }
  return found;
}

/** RFC 2866 §3 */
function accountingIsSigned(packet: Buffer, secret: string): boolean {
  return accountingAuthenticator(packet, secret).equals(packet.subarray(4, 20));
}

export function accountingAuthenticator(packet: Buffer, secret: string): Buffer {
  return createHash('md5')
    .update(packet.subarray(0, 4))
    .update(Buffer.alloc(16))
    .update(packet.subarray(20))
    .update(secret)
    .digest();
}

function messageIsSigned(packet: Buffer, { at, length }: PlacedAttribute, secret: string): boolean {
  if (length !== 18) return false;
  return messageAuthenticator(packet, at, secret).equals(packet.subarray(at + 2, at + 18));
}

/** RFC 3579 §3.2; an Accounting-Request's own authenticator is computed after it, and counts as zeros here. */
export function messageAuthenticator(packet: Buffer, at: number, secret: string): Buffer {
  const signed = Buffer.from(packet);
  signed.fill(0, at + 2, at + 18);
  if (signed[0] === ACCOUNTING_REQUEST) signed.fill(0, 4, 20);
  return createHmac('md5', secret).update(signed).digest();
}
