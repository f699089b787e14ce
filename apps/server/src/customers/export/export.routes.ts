import { Hono } from 'hono';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ListRequest } from '../../db/keyset.ts';
import { answerCsv } from '../../export/answer-csv.ts';
import { chosenColumns, columnsInput } from '../../export/columns-input.ts';
import { everyRow } from '../../export/every-row.ts';
import type { Place, Places } from '../../export/places.ts';
import { type ApiEnv } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, query } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
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
});

const exportInput = z.strictObject({
  ids: z.array(idInput).min(1).max(IDS_MAX),
  sort: z.enum(customerSorts.flatMap((name) => [name, `-${name}` as const])).default('name'),
  columns: z.array(z.enum(customerColumns)).min(1).max(customerColumns.length).optional(),
});

export function customerExportRoutes({ db, log }: ApiParts, takePlace: Places) {
  const answer = (place: Place, which: Which, columns: readonly CustomerColumn[]) => {
    const { list, filters, only } = which;
    const pages = everyRow(db, place, {
      select: (tx) => customersInOrder(tx, list, filters).where(only ?? sql<boolean>`true`),
      show: (rows: readonly CustomerRow[], tx) => presentCustomers(tx, rows),
    });
    const heads = columns.map((column) => CUSTOMER_COLUMNS[column].head);
    return answerCsv({ name: 'customers', heads, pages, cells: (each) => cellsOf(each, columns) }, log);
  };
  return new Hono<ApiEnv>()
    .get(
      '/customers/export.csv',
      route({
        tag: 'Customers',
        permission: 'customers.read',
        summary: 'All customers of a list as CSV, however many there are',
        description:
          'The search, filters and sort of `GET /customers`; never a password. The file is the list of one moment; text that a spreadsheet would take for a formula begins with an apostrophe. Two at once at most.',
        answers: { 200: z.string() },
        refusals: [429],
      }),
      query(exportQuery),
      (c) => {
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
        const { list, filters } = c.req.valid('query');
        const { columns, ...ofCustomers } = filters;
        return answer(place, { list, filters: ofCustomers }, chosenColumns(columns, customerColumns));
      },
    )
    .post(
      '/customers/export.csv',
      route({
        tag: 'Customers',
        permission: 'customers.read',
        summary: 'The customers named as CSV',
        description: `As \`GET /customers/export.csv\`, for up to ${IDS_MAX} by their ids.`,
        answers: { 200: z.string() },
        refusals: [429],
        changesNothing: true,
      }),
      body(exportInput),
      (c) => {
        const place = takePlace();
        if (place === null) return errorResponse(c, { refused: 'too-many-exports' });
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
        return answer(place, { list, filters: {}, only }, columns);
      },
    );
}

type Which = {
  readonly list: ListRequest<CustomerSort>;
  readonly filters: CustomerFilters;
  readonly only?: RawBuilder<boolean>;
};
