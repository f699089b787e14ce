import { Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import { type ApiEnv } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, query } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
import { type Selection, selectionInput } from '../bulk/bulk.schemas.ts';
import { type Device, type DeviceSort, deviceFilters, deviceSorts } from '../devices.schemas.ts';
import { everyDevice } from './every-device.ts';
import { type DeviceColumn, deviceColumns } from './device-columns.ts';
import { makePlaces } from './places.ts';
import { writeDevicesCsv } from './write-devices-csv.ts';

/** Each holds a connection to the database for as long as it lasts. */
const AT_ONCE_MAX = 2;

const columnsInput = z
  .string()
  .max(400)
  .refine(
    (text) => text.split(',').every(isColumn),
    `must be of ${deviceColumns.join(', ')}, divided by commas`,
  )
  .optional()
  .meta({
    description: `Of ${deviceColumns.join(', ')}, divided by commas; all of them where nothing is said`,
  });

const exportQuery = listQuery(deviceSorts, '-addedAt', { ...deviceFilters, columns: columnsInput });

const exportInput = z.strictObject({
  selection: selectionInput,
  sort: z.enum(deviceSorts.flatMap((name) => [name, `-${name}` as const])).default('-addedAt'),
  columns: z.array(z.enum(deviceColumns)).min(1).max(deviceColumns.length).optional(),
});

export function exportRoutes({ db, log }: ApiParts) {
  const takePlace = makePlaces(AT_ONCE_MAX);
  const answer = (pages: AsyncIterable<readonly Device[]>, columns: readonly DeviceColumn[]) =>
    new Response(ReadableStream.from(encoded(writeDevicesCsv(pages, columns), log)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="devices.csv"',
      },
    });
  return new Hono<ApiEnv>()
    .get(
      '/devices/export.csv',
      route({
        tag: 'Devices',
        permission: 'devices.read',
        summary: 'All devices of a list as CSV, however many there are',
        description:
          'The search, filters and sort of `GET /devices`. The file is the list of one moment; text that a spreadsheet would take for a formula begins with an apostrophe. Two at once at most.',
        answers: { 200: z.string() },
        refusals: [429],
      }),
      query(exportQuery),
      (c) => {
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
        const { list, filters } = c.req.valid('query');
        const { columns, ...ofDevices } = filters;
        const pages = everyDevice(db, list, ofDevices, place);
        const chosen = columns === undefined ? deviceColumns : (columns.split(',') as DeviceColumn[]);
        return answer(pages, chosen);
      },
    )
    .post(
      '/devices/export.csv',
      route({
        tag: 'Devices',
        permission: 'devices.read',
        summary: 'The devices of a selection as CSV: those named, or all that match but for some',
        description: 'As `GET /devices/export.csv`, for what no address could hold.',
        answers: { 200: z.string() },
        refusals: [429],
        changesNothing: true,
      }),
      body(exportInput),
      (c) => {
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
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
        return answer(everyDevice(db, list, filters, place, only), columns);
      },
    );
}

function readSelection(selection: Selection) {
  if ('ids' in selection) {
    return { search: null, filters: {}, only: sql<boolean>`d.id = any(${[...selection.ids]}::bigint[])` };
  }
  const { search = '', ...filters } = selection.filter;
  const only = sql<boolean>`d.id <> all(${[...(selection.except ?? [])]}::bigint[])`;
  return { search: search.normalize('NFC').replaceAll('\0', '').trim() || null, filters, only };
}

function isColumn(name: string): boolean {
  return (deviceColumns as readonly string[]).includes(name);
}

/** Where it fails in the middle, the connection is cut: nobody takes a part for the whole. */
async function* encoded(
  pieces: AsyncIterable<string>,
  log: ApiParts['log'],
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const piece of pieces) yield Buffer.from(piece);
  } catch (error) {
    log.warn({ err: error }, 'an export of devices was cut off');
    throw error;
  }
}
