import { actorColumns } from '../actor.ts';
import type { ImportKind } from '@gatehouse/domain/imports/import-words';
import type { Change } from '../db/make-change.ts';
import { type Outcome, refuseSaying } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { type ImportOptions, OPTION_DEFAULTS } from './options.ts';
import { decodeText } from './reading/decode-text.ts';
import { lookAtSource } from './reading/read-source.ts';
import { FileRefused } from './reading/source-row.ts';

export type NewImport = {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

/** What was sent, read as far as it can be without asking anybody what its columns mean. */
export type LookedAt = Awaited<ReturnType<typeof lookAtSource>> & {
  readonly text: string;
  readonly encoding: string;
};

/** Refused: what is no text, and what nothing stands in. */
export async function lookAtFile({ kind, bytes }: NewImport): Promise<Outcome<LookedAt>> {
  const decoded = decodeText(bytes);
  if ('fault' in decoded) return refuseSaying('import-unreadable', decoded.fault);
  try {
    return { ...decoded, ...(await lookAtSource(decoded.text, kind)) };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return refuseSaying('import-unreadable', error.said);
  }
}

/** Takes a file in. Nothing of it is done until it was checked, and somebody has said so. */
export async function beginImport(
  { tx, actor, audit }: Change,
  secretBox: SecretBox,
  { kind, fileName }: NewImport,
  looked: LookedAt,
): Promise<{ id: number; options: ImportOptions }> {
  const { format, delimiter, hasHeader, columns, text, encoding } = looked;
  const options: ImportOptions = { ...OPTION_DEFAULTS, delimiter, hasHeader, columns };
  const { id } = await tx
    .insertInto('import_batches')
    .values({
      kind,
      format,
      state: 'new',
      file_name: fileName,
      encoding,
      content_cipher: secretBox.seal(text, 'import-file'),
      options: JSON.stringify(options),
      created_by: actor.name,
      ...actorColumns(actor),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit({
    action: 'imports.begin',
    subjectKind: 'import',
    subjectId: id,
    after: { file: fileName, kind },
  });
  return { id, options };
}
