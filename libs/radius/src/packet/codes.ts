/** Packet codes that this library reads and writes (RFC 2865 §3, RFC 2866 §3, RFC 5997 §2, RFC 5176 §2.3, RFC 7930 §4). */
export const CODES = {
  'Access-Request': 1,
  'Access-Accept': 2,
  'Access-Reject': 3,
  'Accounting-Request': 4,
  'Accounting-Response': 5,
  'Access-Challenge': 11,
  'Status-Server': 12,
  'Status-Client': 13,
  'Disconnect-Request': 40,
  'Disconnect-ACK': 41,
  'Disconnect-NAK': 42,
  'CoA-Request': 43,
  'CoA-ACK': 44,
  'CoA-NAK': 45,
  'Protocol-Error': 52,
} as const;

export type CodeName = keyof typeof CODES;

const NAMES = new Map<number, CodeName>(
  Object.entries(CODES).map(([name, code]) => [code, name as CodeName]),
);

/** The RFC's name of a code, null for one that is not a packet of ours. */
export function codeName(code: number): CodeName | null {
  return NAMES.get(code) ?? null;
}

/** One octet per possible code, 1 where it is known: the packet path asks this for every datagram. */
const KNOWN = Uint8Array.from({ length: 256 }, (_, code) => (NAMES.has(code) ? 1 : 0));

export function isKnownCode(code: number): boolean {
  return KNOWN[code] === 1;
}

/**
 * Requests whose Request Authenticator is a digest under the shared secret, not a random number
 * (RFC 2866 §3, RFC 5176 §2.3). Their Message-Authenticator is computed over zeros in its place.
 */
export function hasComputedAuthenticator(code: number): boolean {
  return (
    code === CODES['Accounting-Request'] ||
    code === CODES['Disconnect-Request'] ||
    code === CODES['CoA-Request']
  );
}
