/**
 * Why a login was refused: one word for log, metric, screen and test.
 *
 * `label` names the reason in a list or a filter, `public` is what the NAS may pass on to the
 * customer. Before the password has been verified the public sentence is the same whatever was
 * wrong, so that an outsider learns nothing about who exists.
 */
const NOT_VERIFIED = 'Username or password is wrong.';
const BEGIN_AGAIN = 'Please begin again on the welcome page.';

export const REJECT_REASONS = {
  'unknown-username': { label: 'Unknown username', public: NOT_VERIFIED },
  'wrong-password': { label: 'Wrong password', public: NOT_VERIFIED },
  'method-not-supported': { label: 'Method not supported', public: NOT_VERIFIED },
  'ticket-used': { label: 'Ticket used already', public: BEGIN_AGAIN },
  'ticket-expired': { label: 'Ticket expired', public: BEGIN_AGAIN },
  'ticket-of-other-zone': { label: 'Ticket of another zone', public: BEGIN_AGAIN },
  'ticket-of-other-device': { label: 'Ticket of another device', public: BEGIN_AGAIN },
  'mac-login-paused': { label: 'MAC login paused', public: 'Please log in once with your password.' },
  suspended: { label: 'Suspended', public: 'This account is suspended. Please contact your provider.' },
  'device-blocked': {
    label: 'Device blocked',
    public: 'This device is blocked. Please contact your provider.',
  },
  'wrong-zone': { label: 'Wrong zone', public: 'Please log in once at this location.' },
  'no-subscription': { label: 'No package', public: 'There is no running package. Please renew.' },
  'package-not-here': {
    label: 'Package not for this zone',
    public: 'Your package is not valid at this location.',
  },
  'quota-exhausted': { label: 'Volume used up', public: 'The data volume is used up. Please renew.' },
  'time-exhausted': { label: 'Online time used up', public: 'The online time is used up. Please renew.' },
  'mac-missing': { label: 'No device address', public: 'Your device could not be recognised.' },
  'device-not-registered': { label: 'Device not registered', public: 'This device is not registered.' },
  'device-limit-reached': {
    label: 'Device limit reached',
    public: 'All places for devices are taken. Remove one first.',
  },
  'private-mac': {
    label: 'Private address',
    public: 'This device hides its address. Switch its private address off for this network and try again.',
  },
  'too-many-sessions': { label: 'Too many sessions', public: 'Too many devices are online at once.' },
} as const satisfies Record<string, { label: string; public: string }>;

export type RejectReason = keyof typeof REJECT_REASONS;

export const rejectReasons = Object.keys(REJECT_REASONS) as RejectReason[];

export function isRejectReason(word: string): word is RejectReason {
  return Object.hasOwn(REJECT_REASONS, word);
}
