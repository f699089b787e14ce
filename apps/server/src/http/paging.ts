import { z } from 'zod';
import { type ListRequest, readCursor } from '../db/keyset.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 500;

/**
 * The query of a list: `limit`, `cursor`, `search`, `sort`, `count`, and the list's own filters.
 * The handler finds `{ list: ListRequest, ...filters }`.
 * @param sorts names that the list can be sorted by; `-name` is descending
 */
export function listQuery<const S extends string, F extends z.ZodRawShape>(
  sorts: readonly S[],
  defaultSort: S | `-${S}`,
  filters: F,
) {
  const names = sorts.flatMap((name) => [name, `-${name}`] as const);
  return z
    .object({
      ...filters,
      limit: z
        .string()
        .regex(/^\d{1,9}$/, 'must be a whole number')
        .transform(Number)
        .pipe(z.int().min(1).max(LIMIT_MAX))
        .default(LIMIT_DEFAULT)
        .meta({ description: `1–${LIMIT_MAX}, default ${LIMIT_DEFAULT}` }),
      cursor: z
        .string()
        .regex(/^[A-Za-z0-9_-]*$/, 'is none of this list')
        .max(3000)
        .optional()
        .meta({ description: '`nextCursor` of the page before' }),
      search: z.string().max(200).optional(),
      sort: z
        .enum(names)
        .default(defaultSort as (typeof names)[number])
        .meta({ description: 'A leading `-` is descending' }),
      count: z.enum(['true', 'false']).optional().meta({ description: '`true`: the answer carries `total`' }),
    })
    .transform((query, context) => {
      const { limit, cursor: text, search, sort, count, ...rest } = query as typeof query & ListFields;
      const cursor = text ? readCursor(text, sort) : null;
      if (text && cursor === null) {
        context.addIssue({ code: 'custom', path: ['cursor'], message: 'is none of this list' });
        return z.NEVER;
      }
      const descending = sort.startsWith('-');
      const list: ListRequest<S> = {
        limit,
        cursor,
        search: search?.normalize('NFC').trim().replaceAll('\0', '') || null,
        sort: (descending ? sort.slice(1) : sort) as S,
        descending,
        count: count === 'true',
      };
      return { list, filters: rest as unknown as z.infer<z.ZodObject<F>> };
    });
}

type ListFields = { limit: number; cursor?: string; search?: string; sort: string; count?: string };
