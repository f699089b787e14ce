/** Why a datagram got no answer: one word for counter, log, screen and test, with its sentence for the operator. */
export const DISCARD_REASONS = {
  'unknown-nas': 'It came from an address that belongs to no router of yours.',
  'too-short': 'The packet is shorter than it says, or shorter than any RADIUS packet.',
  'too-long': 'The packet says it is longer than 4096 octets.',
  malformed: 'Its attributes do not add up to a packet.',
  'wrong-code': 'It is no request that this port answers.',
  'bad-authenticator': 'Its Request Authenticator does not fit the shared secret.',
  'bad-message-authenticator': 'Its Message-Authenticator does not fit the shared secret.',
  'message-authenticator-missing': 'It carries no Message-Authenticator, and this request must have one.',
  'proxy-state-unsigned': 'It was forwarded by a proxy without a Message-Authenticator.',
  'too-busy': 'Too many requests were waiting for an answer.',
} as const;

export type DiscardReason = keyof typeof DISCARD_REASONS;

export const discardReasons = Object.keys(DISCARD_REASONS) as DiscardReason[];

export function isDiscardReason(word: string): word is DiscardReason {
  return Object.hasOwn(DISCARD_REASONS, word);
}
