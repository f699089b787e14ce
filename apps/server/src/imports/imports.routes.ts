import { Hono } from 'hono';
import { keepReach } from '../db/reach/reach.ts';
import { z } from 'zod';
import { applyChange } from '../db/apply-change.ts';
import type { Change } from '../db/make-change.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { removalAnswers, route } from '../http/require-permission.ts';
import { refuseUnlessProved } from '../http/step-up.ts';
import { isRefused, type Outcome } from '../outcome.ts';
import { beginImport, lookAtFile } from './begin-import.ts';
import { findImport, listImportRows, listImports } from './imports.queries.ts';
import {
  applyImportInput,
  type BeginImportInput,
  beginImportInput,
  checkImportInput,
  FILE_BYTES_MAX,
  importInFullShape,
  importRowFilters,
  importRowSorts,
  importRowsShape,
  importSorts,
  importsShape,
} from './imports.schemas.ts';
import { applyImport, checkImport, dropImport, undoImport } from './steer-import.ts';
import { workAtImportsBehind } from './work/work-at-imports.ts';
import { writeResult } from './write-result.ts';

const tag = 'Imports';
const permission = 'imports.run';
const BEHIND = 'It is done behind: ask for the import until its `state` is another one.';

export function importsRoutes(parts: ApiParts) {
  const { db, secretBox } = parts;

  /** Does what a person says about an import, has it worked at, and shows how it stands. */
  async function steer(
    c: ApiContext,
    verb: (change: Change, id: number) => Promise<Outcome<{ id: number }>>,
  ) {
    const id = idParam(c);
    if (id === null) return errorResponse(c, { refused: 'not-found' });
    const { value } = await applyChange(db, actorOf(c), (change) => verb(change, id));
    if (isRefused(value)) return errorResponse(c, value);
    workAtImportsBehind(parts);
    const shown = await findImport(db, secretBox, id);
    return shown === null ? errorResponse(c, { refused: 'not-found' }) : c.json(shown, 202);
  }

  return new Hono<ApiEnv>()
    .get(
      '/import-batches',
      route({ tag, permission, summary: 'List imports', answers: { 200: importsShape } }),
      query(listQuery(importSorts, '-createdAt', {})),
      async (c) => c.json(await listImports(db, c.req.valid('query').list), 200),
    )
    .post(
      '/import-batches',
      route({
        tag,
        permission,
        summary: 'Take in a file of customers or devices',
        description:
          'CSV, divided by commas, semicolons, tabs or bars, or what `/ppp secret export` and `/ip hotspot user export` of RouterOS print; 32 MB at most. The answer says what its columns seem to mean. Nothing is changed until it was checked and applied.',
        answers: { 202: importInFullShape },
        refusals: [422],
      }),
      body(beginImportInput),
      async (c) => {
        const input = c.req.valid('json');
        const bytes = bytesOf(input);
        if (bytes.length > FILE_BYTES_MAX) return errorResponse(c, { refused: 'body-too-large' });
        const given = { kind: input.kind, fileName: input.fileName?.trim() || 'Pasted text', bytes };
        const looked = await lookAtFile(given);
        if (isRefused(looked)) return errorResponse(c, looked);
        const { value } = await applyChange(db, actorOf(c), (change) =>
          beginImport(change, secretBox, given, looked),
        );
        if (isRefused(value)) return errorResponse(c, value);
        const shown = await findImport(db, secretBox, value.id);
        return shown === null ? errorResponse(c, { refused: 'not-found' }) : c.json(shown, 202);
      },
    )
    .get(
      '/import-batches/:id',
      route({ tag, permission, summary: 'One import', answers: { 200: importInFullShape }, refusals: [404] }),
      async (c) => {
        const id = idParam(c);
        const shown = id === null ? null : await findImport(db, secretBox, id);
        return shown === null ? errorResponse(c, { refused: 'not-found' }) : c.json(shown, 200);
      },
    )
    .post(
      '/import-batches/:id/check',
      route({
        tag,
        permission,
        summary: 'Have every row judged, under these options',
        description: BEHIND,
        answers: { 202: importInFullShape },
        refusals: [404, 409, 422],
      }),
      body(checkImportInput),
      (c) => {
        const input = c.req.valid('json');
        return steer(c, (change, id) => checkImport(change, id, input));
      },
    )
    .post(
      '/import-batches/:id/apply',
      route({
        tag,
        permission,
        stepUp: 'by-measure',
        summary: 'Apply what was checked: the good rows, or all or none',
        description: BEHIND,
        answers: { 202: importInFullShape },
        refusals: [404, 409],
      }),
      body(applyImportInput),
      (c) => {
        const { mode } = c.req.valid('json');
        const isProved = refuseUnlessProved(c) === null;
        return steer(c, (change, id) => applyImport(change, id, { mode, isProved }));
      },
    )
    .post(
      '/import-batches/:id/undo',
      route({
        tag,
        permission,
        stepUp: 'by-measure',
        summary: 'Undo a whole import; what others have changed since is left and named',
        description: BEHIND,
        answers: { 202: importInFullShape },
        refusals: [404, 409],
      }),
      (c) => {
        const isProved = refuseUnlessProved(c) === null;
        return steer(c, (change, id) => undoImport(change, id, { isProved }));
      },
    )
    .delete(
      '/import-batches/:id',
      route({
        tag,
        permission,
        summary: 'Forget a file of which nothing was applied',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => dropImport(change, id)));
      },
    )
    .get(
      '/import-batches/:id/rows',
      route({
        tag,
        permission,
        summary: 'The rows of an import with their verdicts',
        answers: { 200: importRowsShape },
        refusals: [404],
      }),
      query(listQuery(importRowSorts, 'line', importRowFilters)),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { list, filters } = c.req.valid('query');
        return c.json(await listImportRows(db, id, list, filters), 200);
      },
    )
    .get(
      '/import-batches/:id/result',
      route({
        tag,
        permission,
        summary: 'What became of every row, as CSV',
        answers: { 200: z.string() },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null || (await findImport(db, secretBox, id)) === null)
          return errorResponse(c, { refused: 'not-found' });
        return new Response(ReadableStream.from(keepReach(encoded(writeResult(db, id)))), {
          headers: {
            'Content-Type': 'text/csv; charset=utf-8',
            'Content-Disposition': `attachment; filename="import-${id}.csv"`,
          },
        });
      },
    );
}

function bytesOf({ text, base64 }: BeginImportInput): Uint8Array {
  return base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
