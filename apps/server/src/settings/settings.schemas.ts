import { z } from 'zod';

/** What each setting means. To add one: a line here, and its default below. */
const fields = {
  disconnectOnSuspend: z
    .boolean()
    .meta({ description: 'A customer who is suspended or ended while online is disconnected' }),
  disconnectOnPackageEnd: z.boolean().meta({
    description: 'A customer whose package ends while online, by date or by volume, is disconnected',
  }),
  changeTimeOnRenewal: z.boolean().meta({
    description: 'A new package for a customer who is online moves the end of the session (CoA-Request)',
  }),
} as const;

export const settingsShape = z.object(fields).meta({ id: 'Settings' });
export type Settings = z.output<typeof settingsShape>;
export type SettingName = keyof Settings;

export const changeSettingsInput = z.strictObject(fields).partial();
export type ChangeSettingsInput = z.output<typeof changeSettingsInput>;

export const SETTING_DEFAULTS: Settings = {
  disconnectOnSuspend: true,
  disconnectOnPackageEnd: true,
  changeTimeOnRenewal: true,
};
