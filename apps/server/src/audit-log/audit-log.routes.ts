import type { May } from '@gatehouse/domain/audit-log/readable-things';
import { sayAction } from '@gatehouse/domain/audit-log/say-changes';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, Tx } from '../db/open-database.ts';
import { answerCsv } from '../export/answer-csv.ts';
import { everyRow } from '../export/every-row.ts';
import { checkInput, isLargeExport } from '../export/is-large-export.ts';
import { askedOf, noteExport } from '../export/note-export.ts';
import type { Places } from '../export/places.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { idParam, query } from '../http/read-request.ts';
import { route } from '../http/require-permission.ts';
import { refuseUnlessProved } from '../http/step-up.ts';
import { mayDo } from '../operators/reach/may-do.ts';
import {
  type AuditLogRow,
  auditLogInOrder,
  listAuditActors,
  listAuditLog,
  presentEntry,
} from './audit-log.queries.ts';
import {
  auditActorsShape,
  auditEntriesShape,
  type AuditEntry,
  auditFilters,
  auditSorts,
} from './audit-log.schemas.ts';
import { HISTORIES } from './histories.ts';

const tag = 'Audit log';
const auditQuery = listQuery(auditSorts, '-at', auditFilters);
const exportQuery = listQuery(auditSorts, '-at', { ...auditFilters, check: checkInput });
const historyQuery = listQuery(auditSorts, '-at', {});

export function auditLogRoutes({ db, log }: ApiParts, takePlace: Places) {
  const routes = new Hono<ApiEnv>()
    .get(
      '/audit-log',
      route({
        tag,
        permission: 'audit-log.read',
        summary: 'Who did what, when, from where and why, with what was before and after; newest first',
        description:
          '`search` finds words, or what begins with them, in names, addresses, reasons and values; a MAC in any format. An entry is written in the transaction of what it tells of, and nothing changes or removes one. Roles see entries about what they may read; what operators and API tokens were given, owners alone.',
        answers: { 200: auditEntriesShape },
      }),
      query(auditQuery),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listAuditLog(db, list, { filters, search: list.search, may: mayOf(c) }), 200);
      },
    )
    .get(
      '/audit-log/export.csv',
      route({
        tag,
        permission: 'audit-log.read',
        stepUp: 'by-measure',
        summary: 'All entries of a list as CSV, however many there are; that it was taken is an entry itself',
        description: 'The search and filters of `GET /audit-log`. Two exports at once at most.',
        answers: { 200: z.string(), 204: null },
        refusals: [429],
      }),
      query(exportQuery),
      async (c) => {
        const { list, filters: asked } = c.req.valid('query');
        const { check, ...filters } = asked;
        const may = mayOf(c);
        const select = (from: Db | Tx) =>
          auditLogInOrder(from, list.descending, { filters, search: list.search, may });
        const unproved = refuseUnlessProved(c);
        if (unproved && (await isLargeExport(select(db)))) return errorResponse(c, unproved);
        if (check) return c.body(null, 204);
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
        await noteExport(db, actorOf(c), 'audit-log', askedOf(list, filters));
        const pages = everyRow(db, place, {
          select,
          show: (rows: readonly AuditLogRow[]) => rows.map((row) => presentEntry(row, may)),
        });
        return answerCsv({ name: 'audit-log', heads: HEADS, pages, cells }, log);
      },
    )
    .get(
      '/audit-log/actors',
      route({
        tag,
        permission: 'audit-log.read',
        summary: 'Operators and API tokens, for choosing whose entries to see',
        answers: { 200: auditActorsShape },
      }),
      async (c) => c.json({ items: await listAuditActors(db) }, 200),
    );
  for (const { path, permission, noun, exists, about } of HISTORIES) {
    routes.get(
      `${path}/:id/history`,
      route({
        tag,
        permission,
        summary: `What was done to a ${noun}: who, when, why, with what was before and after`,
        answers: { 200: auditEntriesShape },
        refusals: [404],
      }),
      query(historyQuery),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : (await sql`${exists(id)}`.execute(db)).rows[0];
        if (id === null || found === undefined) return errorResponse(c, { refused: 'not-found' });
        const { list } = c.req.valid('query');
        const only = about(id);
        return c.json(
          await listAuditLog(db, list, { filters: {}, search: list.search, may: mayOf(c), only }),
          200,
        );
      },
    );
  }
  return routes;
}

function mayOf(c: ApiContext): May {
  const actor = actorOf(c);
  return (permission) => mayDo(actor, permission);
}

const HEADS = [
  'When',
  'Who',
  'Kind of actor',
  'From',
  'What',
  'Action',
  'Kind of thing',
  'Id',
  'Thing',
  'Customer',
  'Why',
  'Before',
  'After',
];

function cells(entry: AuditEntry): readonly string[] {
  const { at, actor, sourceAddress, action, subject, customer, why, before, after } = entry;
  return [
    at,
    actor.name,
    actor.kind,
    sourceAddress ?? '',
    sayAction(action),
    action,
    subject.kind,
    subject.id,
    subject.name ?? '',
    customer?.name ?? '',
    why ?? '',
    before === null ? '' : JSON.stringify(before),
    after === null ? '' : JSON.stringify(after),
  ];
}
