import { type Said, said } from '../said/said.ts';

/**
 * Why a login was refused: one word for log, metric, screen and test.
 *
 * `public` is what the NAS may pass on to the customer. Before the password has been verified the public sentence is the same whatever was
 * wrong, so that an outsider learns nothing about who exists.
 */
const NOT_VERIFIED = 'Username or password is wrong.';
const BEGIN_AGAIN = 'Please begin again on the welcome page.';

export const REJECT_REASONS = {
  'unknown-username': { public: NOT_VERIFIED },
  'wrong-password': { public: NOT_VERIFIED },
  'method-not-supported': { public: NOT_VERIFIED },
  'ticket-used': { public: BEGIN_AGAIN },
  'ticket-expired': { public: BEGIN_AGAIN },
  'ticket-of-other-zone': { public: BEGIN_AGAIN },
  'ticket-of-other-device': { public: BEGIN_AGAIN },
  'mac-login-paused': { public: 'Please log in once with your password.' },
  suspended: { public: 'This account is suspended. Please contact your provider.' },
  'device-blocked': {
    public: 'This device is blocked. Please contact your provider.',
  },
  'wrong-zone': { public: 'Please log in once at this location.' },
  'no-subscription': { public: 'There is no running package. Please renew.' },
  'package-not-here': {
    public: 'Your package is not valid at this location.',
  },
  'quota-exhausted': { public: 'The data volume is used up. Please renew.' },
  'time-exhausted': { public: 'The online time is used up. Please renew.' },
  'mac-missing': { public: 'Your device could not be recognised.' },
  'device-not-registered': { public: 'This device is not registered.' },
  'device-limit-reached': {
    public: 'All places for devices are taken. Remove one first.',
  },
  'private-mac': {
    public: 'This device hides its address. Switch its private address off for this network and try again.',
  },
  'too-many-sessions': { public: 'Too many devices are online at once.' },
} as const satisfies Record<string, { public: string }>;

export type RejectReason = keyof typeof REJECT_REASONS;

export const rejectReasons = Object.keys(REJECT_REASONS) as RejectReason[];

export function isRejectReason(word: string): word is RejectReason {
  return Object.hasOwn(REJECT_REASONS, word);
}

/** The reason in a list or a filter. */
export function labelOfReason(reason: RejectReason): Said {
  return said(`reason_${reason}`);
}
