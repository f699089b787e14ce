import type { Language } from '@gatehouse/domain/languages';
import type { Change } from '../db/make-change.ts';

/** What the web app speaks to this operator, on every machine; `null`: the browser's own language. */
export async function chooseLanguage(
  { tx, audit }: Change,
  operatorId: number,
  language: Language | null,
): Promise<void> {
  const before = await tx
    .selectFrom('operators')
    .select('language')
    .where('id', '=', operatorId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (before.language === language) return;
  await tx.updateTable('operators').set({ language }).where('id', '=', operatorId).execute();
  await audit({
    action: 'operators.choose-language',
    subjectKind: 'operator',
    subjectId: operatorId,
    before,
    after: { language },
  });
}
