import { isIP } from 'node:net';
import { roles } from '@gatehouse/domain/operators/permissions';
import { z } from 'zod';

/** An address as a browser shows it, nothing behind the host: `https://wifi.example.net`. */
const originInput = z
  .string()
  .max(200)
  .transform((typed, context) => {
    const origin = readOrigin(typed.trim());
    if (origin !== null) return origin;
    context.addIssue({
      code: 'custom',
      message: 'must be http:// or https:// with a host and nothing behind it, like https://wifi.example.net',
    });
    return z.NEVER;
  });

export function readOrigin(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null;
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '';
  // Whitespace and control characters within are what the parser drops in silence.
  return isBare && url.username === '' && url.password === '' && /^[^\s\p{Cc}?#@]+$/u.test(text)
    ? url.origin
    : null;
}

const addressInput = z
  .string()
  .trim()
  .refine((text) => isIP(text) !== 0 && !text.includes('%'), 'must be an IP address, like 192.0.2.10');

/** What each setting means. To add one: a line here, and its default below. */
const fields = {
  disconnectOnSuspend: z
    .boolean()
    .meta({ description: 'A customer who is suspended or ended while online is disconnected' }),
  disconnectOnPackageEnd: z.boolean().meta({
    description: 'A customer whose package ends while online, by date or by volume, is disconnected',
  }),
  changeTimeOnRenewal: z.boolean().meta({
    description:
      'A new package for a customer who is online moves the end of the session and changes its speed (CoA-Request), or has it begin anew (Disconnect-Request); `false`: it holds from the next login',
  }),
  reviewNotSeenDays: z.int().min(7).max(3650).meta({
    description: 'A device that was not seen for so many days is listed in the review',
  }),
  portalPublicUrl: originInput.nullable().meta({
    description: "Where customers' telephones and routers reach the portal; `null`: there is no portal yet",
    examples: ['https://wifi.example.net'],
  }),
  radiusPublicAddresses: z
    .array(addressInput)
    .max(4)
    .meta({
      description:
        'The IP addresses by which routers reach the RADIUS processes, the first to be asked first; none: those that they listen on',
      examples: [['192.0.2.10']],
    }),
} as const;

/** What is changed by a call of its own, not by `PATCH /settings`. */
const guardedFields = {
  twoFactorRequiredFor: z.array(z.enum(roles)).max(roles.length).meta({
    description: 'The roles whose operators need a second factor',
  }),
  twoFactorGraceSignIns: z.int().min(0).max(50).meta({
    description: 'How many sign-ins an operator has to set up a second factor that is required',
  }),
} as const;

export const settingsShape = z.object({ ...fields, ...guardedFields }).meta({ id: 'Settings' });
export type Settings = z.output<typeof settingsShape>;
export type SettingName = keyof Settings;

export const changeSettingsInput = z.strictObject(fields).partial();
export type ChangeSettingsInput = z.output<typeof changeSettingsInput>;

/** Of those that `PATCH /settings` changes. */
export const CHANGEABLE_DEFAULTS: Pick<Settings, keyof ChangeSettingsInput> = {
  disconnectOnSuspend: true,
  disconnectOnPackageEnd: true,
  changeTimeOnRenewal: true,
  reviewNotSeenDays: 60,
  portalPublicUrl: null,
  radiusPublicAddresses: [],
};
export const SETTING_DEFAULTS: Settings = {
  ...CHANGEABLE_DEFAULTS,
  twoFactorRequiredFor: [],
  twoFactorGraceSignIns: 3,
};
