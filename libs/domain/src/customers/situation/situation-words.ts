import { type Said, said } from '../../said/said.ts';

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
  /** The same package once more; `subscriptionId`: the one that it goes on from. */
  | { readonly do: 'renew'; readonly subscriptionId: string }
  | { readonly do: 'open-router'; readonly routerId: string; readonly routerName: string }
  | { readonly do: PlainWay };

export const plainWays = [
  'close-swap-window',
  'show-password',
  'set-password',
  'give-package',
  'unsuspend',
  'take-up-again',
  'see-sessions',
] as const;
type PlainWay = (typeof plainWays)[number];

const PLAIN_LABELS = {
  'close-swap-window': 'wayCloseSwapWindow',
  'show-password': 'wayShowPassword',
  'set-password': 'waySetPassword',
  'give-package': 'wayGivePackage',
  unsuspend: 'wayUnsuspend',
  'take-up-again': 'wayTakeUpAgain',
  'see-sessions': 'waySeeSessions',
} as const satisfies Record<PlainWay, string>;

/** What its button says. */
export function labelOf(way: Way): Said {
  switch (way.do) {
    case 'replace':
      return said('wayReplace', { device: way.deviceName });
    case 'register': {
      const { place, limit } = way;
      if (way.overLimit) return said('wayRegisterAbove', { limit });
      return place === 1 ? said('wayRegisterFirst') : said('wayRegisterAnother', { place, limit });
    }
    case 'move-here':
      return said('wayMoveHere', { holder: way.holderName });
    case 'unblock':
      return said('wayUnblock');
    case 'swap-window':
      return said('waySwapWindow', { minutes: way.minutes });
    case 'renew':
      return said('wayRenew');
    case 'open-router':
      return said('wayOpenRouter', { router: way.routerName });
    default:
      return said(PLAIN_LABELS[way.do]);
  }
}
