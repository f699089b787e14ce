import { Hono } from 'hono';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ListRequest } from '../../db/keyset.ts';
import { answerCsv } from '../../export/answer-csv.ts';
import { chosenColumns, columnsInput } from '../../export/columns-input.ts';
import { everyRow } from '../../export/every-row.ts';
import { checkInput, isLargeExport } from '../../export/is-large-export.ts';
import { askedOf, noteExport } from '../../export/note-export.ts';
import type { Place, Places } from '../../export/places.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, query } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
import { refuseUnlessProved } from '../../http/step-up.ts';
import { type Selection, selectionInput } from '../bulk/bulk.schemas.ts';
import { type DeviceRow, presentDevice } from '../device-row.ts';
import { devicesInOrder } from '../devices.queries.ts';
import { type DeviceFilters, type DeviceSort, deviceFilters, deviceSorts } from '../devices.schemas.ts';
import { cellsOf, DEVICE_COLUMN_HEADS, type DeviceColumn, deviceColumns } from './device-columns.ts';

const exportQuery = listQuery(deviceSorts, '-addedAt', {
  ...deviceFilters,
  columns: columnsInput(deviceColumns),
  check: checkInput,
});

const exportInput = z.strictObject({
  selection: selectionInput,
  sort: z.enum(deviceSorts.flatMap((name) => [name, `-${name}` as const])).default('-addedAt'),
  columns: z.array(z.enum(deviceColumns)).min(1).max(deviceColumns.length).optional(),
});

export function exportRoutes({ db, log }: ApiParts, takePlace: Places) {
  const answer = async (c: ApiContext, place: Place, which: Which, columns: readonly DeviceColumn[]) => {
    const { list, filters, only, count } = which;
    await noteExport(db, actorOf(c), 'devices', {
      ...askedOf(list, filters),
      ...(count !== undefined && { count }),
    });
    const pages = everyRow(db, place, {
      select: (tx) => devicesInOrder(tx, list, filters).where(only ?? sql<boolean>`true`),
      show: (rows: readonly DeviceRow[]) => rows.map(presentDevice),
    });
    const heads = columns.map((column) => DEVICE_COLUMN_HEADS[column]);
    return answerCsv({ name: 'devices', heads, pages, cells: (device) => cellsOf(device, columns) }, log);
  };
  const refuseLarge = async (c: ApiContext, { list, filters, only }: Which) => {
    const unproved = refuseUnlessProved(c);
    const rows = devicesInOrder(db, list, filters).where(only ?? sql<boolean>`true`);
    return unproved !== null && (await isLargeExport(rows)) ? unproved : null;
  };
  return new Hono<ApiEnv>()
    .get(
      '/devices/export.csv',
      route({
        tag: 'Devices',
        permission: 'devices.read',
        stepUp: 'by-measure',
        summary: 'All devices of a list as CSV, however many there are',
        description:
          'The search, filters and sort of `GET /devices`. The file is the list of one moment; text that a spreadsheet would take for a formula begins with an apostrophe. Two at once at most.',
        answers: { 200: z.string(), 204: null },
        refusals: [429],
      }),
      query(exportQuery),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        const { columns, check, ...ofDevices } = filters;
        const unproved = await refuseLarge(c, { list, filters: ofDevices });
        if (unproved) return errorResponse(c, unproved);
        if (check) return c.body(null, 204);
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
        return answer(c, place, { list, filters: ofDevices }, chosenColumns(columns, deviceColumns));
      },
    )
    .post(
      '/devices/export.csv',
      route({
        tag: 'Devices',
        permission: 'devices.read',
        stepUp: 'by-measure',
        summary: 'The devices of a selection as CSV: those named, or all that match but for some',
        description: 'As `GET /devices/export.csv`, for what no address could hold.',
        answers: { 200: z.string() },
        refusals: [429],
        changesNothing: true,
      }),
      body(exportInput),
      async (c) => {
        const { selection, sort, columns = deviceColumns } = c.req.valid('json');
        const { search, filters, only } = readSelection(selection);
        const list = {
          limit: 1,
          cursor: null,
          count: false,
          search,
          sort: sort.replace(/^-/, '') as DeviceSort,
          descending: sort.startsWith('-'),
        };
        const unproved = await refuseLarge(c, { list, filters, only });
        if (unproved) return errorResponse(c, unproved);
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
        return answer(c, place, { list, filters, only, ...countOf(selection) }, columns);
      },
    );
}

type Which = {
  readonly list: ListRequest<DeviceSort>;
  readonly filters: DeviceFilters;
  readonly only?: RawBuilder<boolean>;
  /** Where some were named: how many. */
  readonly count?: number;
};

function countOf(selection: Selection): { count?: number } {
  return 'ids' in selection ? { count: selection.ids.length } : {};
}

function readSelection(selection: Selection) {
  if ('ids' in selection) {
    return { search: null, filters: {}, only: sql<boolean>`d.id = any(${[...selection.ids]}::bigint[])` };
  }
  const { search = '', ...filters } = selection.filter;
  const only = sql<boolean>`d.id <> all(${[...(selection.except ?? [])]}::bigint[])`;
  return { search: search.normalize('NFC').replaceAll('\0', '').trim() || null, filters, only };
}
