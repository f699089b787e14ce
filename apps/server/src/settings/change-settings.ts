import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import { readSettings } from './read-settings.ts';
import type { SettingName, Settings } from './settings.schemas.ts';

/** Changes what is given, and says who did. */
export async function changeSettings(
  { tx, actor, audit }: Change,
  input: { readonly [Name in SettingName]?: Settings[Name] | undefined },
): Promise<Settings> {
  const before = await readSettings(tx);
  const names = (Object.keys(input) as SettingName[]).filter((name) => input[name] !== undefined);
  const changed = names.filter((name) => JSON.stringify(input[name]) !== JSON.stringify(before[name]));
  for (const name of changed) {
    const value = JSON.stringify(input[name]);
    await tx
      .insertInto('settings')
      .values({ name, value, changed_by: actor.name })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ value, changed_by: actor.name, changed_at: sql<Date>`now()` }),
      )
      .execute();
  }
  const after = await readSettings(tx);
  if (changed.length > 0) {
    await audit({
      action: 'settings.change',
      subjectKind: 'settings',
      subjectId: changed.join(' '),
      before: pick(before, changed),
      after: pick(after, changed),
    });
  }
  return after;
}

function pick(settings: Settings, names: readonly SettingName[]): Partial<Settings> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}
