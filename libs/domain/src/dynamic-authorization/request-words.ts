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

export const REQUEST_KIND_LABELS: Readonly<Record<RequestKind, string>> = {
  disconnect: 'Disconnect',
  coa: 'New end or speed',
};

export const REQUEST_REASON_LABELS: Readonly<Record<RequestReason, string>> = {
  operator: 'By hand',
  'device-removed': 'Device removed',
  'customer-suspended': 'Customer suspended',
  'package-ended': 'Package ended',
  'package-renewed': 'Package renewed',
  'package-begun': 'Another package',
};

export const REQUEST_STATE_LABELS: Readonly<Record<RequestState, string>> = {
  waiting: 'Waiting',
  sending: 'Being sent',
  acknowledged: 'Done',
  refused: 'Refused',
  'already-gone': 'Already gone',
  'no-answer': 'No answer',
  'not-sent': 'Not sent',
};

export function isUnderWay(state: RequestState): boolean {
  return state === 'waiting' || state === 'sending';
}
