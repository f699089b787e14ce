import { z } from 'zod';
import { type ListRequest, readCursor } from '../db/keyset.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 500;

/** What a list's query is read into: the request for a page, and the list's own filters. */
export type ListQuery<S extends string, F extends z.ZodRawShape> = {
  readonly list: ListRequest<S>;
  readonly filters: z.output<z.ZodObject<F>>;
};

/** What a caller writes: everything is text, nothing is needed. */
export type ListQueryInput<S extends string, F extends z.ZodRawShape> = z.input<z.ZodObject<F>> & {
  limit?: string | undefined;
  cursor?: string | undefined;
  search?: string | undefined;
  sort?: S | `-${S}` | undefined;
  count?: 'true' | 'exact' | 'false' | undefined;
};

/**
 * The query of a list: `limit`, `cursor`, `search`, `sort`, `count`, and the list's own filters.
 * @param sorts names that the list can be sorted by; `-name` is descending
 */
export function listQuery<const S extends string, F extends z.ZodRawShape>(
  sorts: readonly S[],
  defaultSort: S | `-${S}`,
  filters: F,
): z.ZodType<ListQuery<S, F>, ListQueryInput<S, F>> {
  const filterNames = Object.keys(filters);
  const query = z.object({ ...filters, ...pageFields(sorts, defaultSort) }).transform((sent, context) => {
    const page = sent as unknown as PageFields;
    const cursor = page.cursor ? readCursor(page.cursor, page.sort) : null;
    if (page.cursor && cursor === null) {
      context.addIssue({ code: 'custom', path: ['cursor'], message: 'is none of this list' });
      return z.NEVER;
    }
    const given = Object.entries(sent).filter(([name]) => filterNames.includes(name));
    return { list: toRequest(page, cursor), filters: Object.fromEntries(given) };
  });
  return query as unknown as z.ZodType<ListQuery<S, F>, ListQueryInput<S, F>>;
}

type PageFields = z.output<z.ZodObject<ReturnType<typeof pageFields>>>;

function pageFields(sorts: readonly string[], defaultSort: string) {
  return {
    limit: z
      .string()
      .regex(/^\d{1,9}$/, 'must be a whole number')
      .transform(Number)
      .pipe(z.int().min(1).max(LIMIT_MAX))
      .default(LIMIT_DEFAULT)
      .meta({ description: `1–${LIMIT_MAX}, default ${LIMIT_DEFAULT}` }),
    cursor: z.string().max(3000).optional().meta({ description: '`nextCursor` of the page before' }),
    search: z.string().max(200).optional(),
    sort: z
      .enum(sorts.flatMap((name) => [name, `-${name}`]))
      .default(defaultSort)
      .meta({ description: 'A leading `-` is descending' }),
    count: z.enum(['true', 'exact', 'false']).optional().meta({
      description:
        '`true`: the answer carries `total`, where there are not more than is worth counting; `exact`: however many there are',
    }),
  };
}

function toRequest<S extends string>(
  { limit, search, sort, count }: PageFields,
  cursor: ListRequest['cursor'],
): ListRequest<S> {
  const descending = sort.startsWith('-');
  return {
    limit,
    cursor,
    search: search?.normalize('NFC').replaceAll('\0', '').trim() || null,
    sort: (descending ? sort.slice(1) : sort) as S,
    descending,
    count: count === 'true' || count === 'exact',
    exactly: count === 'exact',
  };
}
