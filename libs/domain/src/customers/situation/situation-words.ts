/** A sentence with times in it, which are said in the reader's own time zone. */
export type Part = string | { readonly at: number; readonly as: 'moment' | 'ago' } | { readonly mac: string };
export type Sentence = readonly Part[];

/** Green: all is well. Red: a login fails. Amber: somebody should look. Quiet: nothing to say. */
export const situationMeanings = ['green', 'red', 'amber', 'quiet'] as const;
export type SituationMeaning = (typeof situationMeanings)[number];

export const situationCodes = [
  'ended',
  'suspended',
  'swap-window-open',
  'tried-as',
  'let-in-next-time',
  'accepted',
  'blocked',
  'package-ended',
  'no-package',
  'volume-used-up',
  'time-used-up',
  'package-not-here',
  'wrong-password-own-device',
  'wrong-password',
  'device-of-another',
  'private-address',
  'unregistered-device',
  'no-device-address',
  'too-many-sessions',
  'refused',
  'online',
  'no-device-registered',
  'router-silent',
  'nothing-heard',
  'never-online',
] as const;
export type SituationCode = (typeof situationCodes)[number];

/** What an operator may do about it. */
export type Way =
  | { readonly do: 'replace'; readonly deviceId: string; readonly deviceName: string; readonly mac: string }
  | {
      readonly do: 'register';
      readonly mac: string;
      readonly place: number;
      readonly limit: number;
      readonly overLimit: boolean;
    }
  | {
      readonly do: 'move-here';
      readonly deviceId: string;
      readonly holderId: string;
      readonly holderName: string;
      readonly overLimit: boolean;
    }
  | { readonly do: 'unblock'; readonly mac: string; readonly reason: string | null }
  | { readonly do: 'swap-window'; readonly minutes: number }
  | { readonly do: 'open-router'; readonly routerId: string; readonly routerName: string }
  | { readonly do: PlainWay };

export const plainWays = [
  'close-swap-window',
  'show-password',
  'set-password',
  'renew',
  'unsuspend',
  'take-up-again',
  'see-sessions',
] as const;
type PlainWay = (typeof plainWays)[number];

const PLAIN_LABELS: Readonly<Record<PlainWay, string>> = {
  'close-swap-window': 'Close the swap window',
  'show-password': 'Show the password',
  'set-password': 'Set another password',
  renew: 'Renew',
  unsuspend: 'Unsuspend',
  'take-up-again': 'Take up again',
  'see-sessions': 'See the sessions',
};

/** What its button says. */
export function labelOf(way: Way): string {
  switch (way.do) {
    case 'replace':
      return `Replace ${way.deviceName} by this device`;
    case 'register':
      if (way.overLimit) return `Register above the limit (${way.place - 1} of ${way.limit})`;
      return way.place === 1
        ? 'Register this device'
        : `Register as another device · ${way.place} of ${way.limit}`;
    case 'move-here':
      return `Move this device here from ${way.holderName}`;
    case 'unblock':
      return 'Unblock this device';
    case 'swap-window':
      return `Open a ${way.minutes}-minute swap window`;
    case 'open-router':
      return `Look at ${way.routerName}`;
    default:
      return PLAIN_LABELS[way.do];
  }
}

/** The sentence as plain text; `tellTime` says a time. */
export function sayPlainly(sentence: Sentence, tellTime: (at: number) => string): string {
  return sentence
    .map((part) => (typeof part === 'string' ? part : 'mac' in part ? part.mac : tellTime(part.at)))
    .join('');
}
