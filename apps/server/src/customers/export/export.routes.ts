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
import { idInput } from '../../shapes.ts';
import { type CustomerRow, customersInOrder, presentCustomers } from '../customers.queries.ts';
import {
  type CustomerFilters,
  type CustomerSort,
  customerFilters,
  customerSorts,
} from '../customers.schemas.ts';
import { cellsOf, CUSTOMER_COLUMNS, type CustomerColumn, customerColumns } from './customer-columns.ts';

const IDS_MAX = 10_000;

const exportQuery = listQuery(customerSorts, 'name', {
  ...customerFilters,
  columns: columnsInput(customerColumns),
  check: checkInput,
});

const exportInput = z.strictObject({
  ids: z.array(idInput).min(1).max(IDS_MAX),
  sort: z.enum(customerSorts.flatMap((name) => [name, `-${name}` as const])).default('name'),
  columns: z.array(z.enum(customerColumns)).min(1).max(customerColumns.length).optional(),
});

export function customerExportRoutes({ db, log }: ApiParts, takePlace: Places) {
  const answer = async (c: ApiContext, place: Place, which: Which, columns: readonly CustomerColumn[]) => {
    const { list, filters, only, count } = which;
    await noteExport(db, actorOf(c), 'customers', {
      ...askedOf(list, filters),
      ...(count !== undefined && { count }),
    });
    const pages = everyRow(db, place, {
      select: (tx) => customersInOrder(tx, list, filters).where(only ?? sql<boolean>`true`),
      show: (rows: readonly CustomerRow[], tx) => presentCustomers(tx, rows),
    });
    const heads = columns.map((column) => CUSTOMER_COLUMNS[column].head);
    return answerCsv({ name: 'customers', heads, pages, cells: (each) => cellsOf(each, columns) }, log);
  };
  const refuseLarge = async (c: ApiContext, { list, filters, only }: Which) => {
    const unproved = refuseUnlessProved(c);
    const rows = customersInOrder(db, list, filters).where(only ?? sql<boolean>`true`);
    return unproved !== null && (await isLargeExport(rows)) ? unproved : null;
  };
  return new Hono<ApiEnv>()
    .get(
      '/customers/export.csv',
      route({
        tag: 'Customers',
        permission: 'customers.read',
        stepUp: 'by-measure',
        summary: 'All customers of a list as CSV, however many there are',
        description:
          'The search, filters and sort of `GET /customers`; never a password. The file is the list of one moment; text that a spreadsheet would take for a formula begins with an apostrophe. Two at once at most.',
        answers: { 200: z.string(), 204: null },
        refusals: [429],
      }),
      query(exportQuery),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        const { columns, check, ...ofCustomers } = filters;
        const unproved = await refuseLarge(c, { list, filters: ofCustomers });
        if (unproved) return errorResponse(c, unproved);
        if (check) return c.body(null, 204);
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
        return answer(c, place, { list, filters: ofCustomers }, chosenColumns(columns, customerColumns));
      },
    )
    .post(
      '/customers/export.csv',
      route({
        tag: 'Customers',
        permission: 'customers.read',
        stepUp: 'by-measure',
        summary: 'The customers named as CSV',
        description: `As \`GET /customers/export.csv\`, for up to ${IDS_MAX} by their ids.`,
        answers: { 200: z.string() },
        refusals: [429],
        changesNothing: true,
      }),
      body(exportInput),
      async (c) => {
        const { ids, sort, columns = customerColumns } = c.req.valid('json');
        const list = {
          limit: 1,
          cursor: null,
          count: false,
          search: null,
          sort: sort.replace(/^-/, '') as CustomerSort,
          descending: sort.startsWith('-'),
        };
        const only = sql<boolean>`c.id = any(${[...ids]}::bigint[])`;
        const unproved = await refuseLarge(c, { list, filters: {}, only });
        if (unproved) return errorResponse(c, unproved);
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
        return answer(c, place, { list, filters: {}, only, count: ids.length }, columns);
      },
    );
}

type Which = {
  readonly list: ListRequest<CustomerSort>;
  readonly filters: CustomerFilters;
  readonly only?: RawBuilder<boolean>;
  /** Where some were named: how many. */
  readonly count?: number;
};
