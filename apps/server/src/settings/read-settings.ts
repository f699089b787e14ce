import type { Db, Tx } from '../db/open-database.ts';
import { SETTING_DEFAULTS, type SettingName, type Settings, settingsShape } from './settings.schemas.ts';

/** All settings: what is stored, else the default. A value that this version cannot read counts as not set. */
export async function readSettings(db: Db | Tx): Promise<Settings> {
  const rows = await db.selectFrom('settings').select(['name', 'value']).execute();
  const stored = rows.filter(
    ({ name, value }) => settingsShape.shape[name as SettingName]?.safeParse(value).success,
  );
  return { ...SETTING_DEFAULTS, ...Object.fromEntries(stored.map(({ name, value }) => [name, value])) };
}
