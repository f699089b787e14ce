/** What a router can be asked to do with a session (RFC 5176): end it, or change how long it may last. */
export const requestKinds = ['disconnect', 'coa'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Why it was asked. */
export const requestReasons = [
  'operator',
  'device-removed',
  'customer-suspended',
  'package-ended',
  'package-renewed',
  'package-begun',
] as const;
export type RequestReason = (typeof requestReasons)[number];

/** How far a request has come. The last five are ends. */
export const requestStates = [
  'waiting',
  'sending',
  'acknowledged',
  'refused',
  'already-gone',
  'no-answer',
  'not-sent',
] as const;
export type RequestState = (typeof requestStates)[number];

/** Why nothing was sent at all. */
export const notSentReasons = [
  'router-removed',
  'too-late',
  'time-cannot-be-changed',
  'speed-cannot-be-changed',
  'does-not-fit',
] as const;
export type NotSentReason = (typeof notSentReasons)[number];

export function isUnderWay(state: RequestState): boolean {
  return state === 'waiting' || state === 'sending';
}
