import type { Said } from '@gatehouse/domain/said/said';
import { sql } from 'kysely';
import { FileRefused } from '../reading/source-row.ts';
import { applyBatch } from './apply-batch.ts';
import { type Batch, type ImportParts, type Progress, saidFault } from './batch.ts';
import { checkBatch } from './check-batch.ts';
import { undoBatch } from './undo-batch.ts';

/** Whoever works says so three times in this span; after it another process goes on. */
const HELD_SECONDS = 12;
const SAY_SO_MS = 3000;
const TRY_AGAIN_SECONDS = 30;

const WORK: Readonly<
  Record<string, (parts: ImportParts, batch: Batch, onProgress: Progress) => Promise<void>>
> = {
  checking: checkBatch,
  applying: applyBatch,
  undoing: undoBatch,
};

/**
 * Does what is to be done about imports, until there is nothing left that nobody works at; how many it was. Whoever
 * asks for it need not wait. Two processes that do it at once do nothing twice.
 */
export async function workAtImports(parts: ImportParts): Promise<number> {
  for (let done = 0; ; done++) {
    const batch = await takeNext(parts);
    if (batch === null) return done;
    await workAt(parts, batch);
  }
}

/** Like it, without anybody waiting: what cannot be done now is done by the job. */
export function workAtImportsBehind(parts: ImportParts): void {
  workAtImports(parts).catch((error: unknown) =>
    parts.log.warn({ err: error }, 'imports wait for their job'),
  );
}

async function takeNext({ db }: ImportParts): Promise<Batch | null> {
  const { rows } = await sql<Batch>`
    update import_batches set worked_until = now() + make_interval(secs => ${HELD_SECONDS})
     where id = (select id from import_batches
                  where state in ('checking', 'applying', 'undoing') and (worked_until is null or worked_until < now())
                  order by id limit 1 for update skip locked)
    returning id, kind, format, state, file_name, encoding, options, revision, mode, row_count, done_count, fault,
              actor_kind, actor_id, actor_name, actor_role, source_address, actor_why`.execute(db);
  return rows[0] ?? null;
}

async function workAt(parts: ImportParts, batch: Batch): Promise<void> {
  const { db, log } = parts;
  let done = 0;
  const saySo = setInterval(() => void hold().catch(() => undefined), SAY_SO_MS);
  try {
    await WORK[batch.state]?.(parts, batch, (by) => {
      done = by;
    });
  } catch (error) {
    if (error instanceof FileRefused) await fail(error.said);
    else {
      log.error({ err: error, importId: batch.id }, 'an import stopped; it is gone on with');
      await letGo().catch(() => undefined);
    }
  } finally {
    clearInterval(saySo);
  }

  async function hold(): Promise<void> {
    await sql`
      update import_batches
         set worked_until = now() + make_interval(secs => ${HELD_SECONDS}), done_count = ${done}
       where id = ${batch.id} and state = ${batch.state} and revision = ${batch.revision}`.execute(db);
  }
  async function letGo(): Promise<void> {
    await sql`
      update import_batches set worked_until = now() + make_interval(secs => ${TRY_AGAIN_SECONDS})
       where id = ${batch.id} and state = ${batch.state}`.execute(db);
  }
  async function fail(fault: Said): Promise<void> {
    await db
      .updateTable('import_batches')
      .set({ state: 'failed', ...saidFault(fault), content_cipher: null, worked_until: null })
      .where('id', '=', batch.id)
      .where('revision', '=', batch.revision)
      .execute();
  }
}
