import type { Actor } from '../actor.ts';
import { makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';

/** Who takes many people's data out of the house stands on the record, with what was asked for, before the first row leaves. */
export async function noteExport(
  db: Db,
  actor: Actor,
  thing: 'customers' | 'devices' | 'audit-log',
  asked: Readonly<Record<string, unknown>>,
): Promise<void> {
  await makeChange(db, actor, ({ audit }) =>
    audit({ action: `${thing}.export`, subjectKind: 'list', subjectId: thing, after: asked }),
  );
}

/** What a list was asked for, as the record says it. */
export function askedOf(
  list: { readonly search: string | null },
  filters: Readonly<Record<string, unknown>>,
) {
  return { ...filters, ...(list.search !== null && { search: list.search }) };
}
