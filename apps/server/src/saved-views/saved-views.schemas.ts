import { listScreens } from '@gatehouse/domain/lists/list-screens';
import { z } from 'zod';
import { idInput, idShape, pageShape, textInput, timeShape } from '../shapes.ts';

const QUERY_NAMES_MAX = 20;
const COLUMNS_MAX = 40;
/** They say which page of a list is meant, not which list. */
const OF_PAGES = ['limit', 'cursor', 'count', 'view'];

export const listScreenShape = z.enum(listScreens);

/** A list's own query as it stands in the address: `{ "type": "Router", "sort": "-addedAt" }`. */
const queryShape = z.record(z.string(), z.string()).meta({
  description: "Names and values of the list's own query: `search`, `sort` and its filters",
  examples: [{ type: 'Router', sort: '-lastSeenAt' }],
});

const queryInput = queryShape.superRefine((query, context) => {
  const fault = queryFault(query);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

function queryFault(query: Readonly<Record<string, string>>): string | null {
  const entries = Object.entries(query);
  if (entries.length > QUERY_NAMES_MAX) return `may hold ${QUERY_NAMES_MAX} names at most`;
  for (const [name, value] of entries) {
    if (!/^[a-zA-Z]{1,40}$/.test(name) || OF_PAGES.includes(name))
      return `cannot hold "${name.slice(0, 40)}"`;
    if (value.length === 0 || value.length > 200) return `holds a "${name}" that is empty or too long`;
    if (/\p{Cc}/u.test(value)) return `holds a "${name}" with control characters`;
  }
  return null;
}

export const savedViewShape = z
  .object({
    id: idShape,
    screen: listScreenShape,
    name: z.string(),
    query: queryShape,
    shared: z.boolean().meta({ description: "Everybody's; else the asking operator's own" }),
    createdBy: z.string(),
    createdAt: timeShape,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedViewShape>;
export const savedViewsShape = pageShape(savedViewShape);

export const savedViewsQuery = z.object({ screen: listScreenShape.optional() });

const sharedInput = z
  .boolean()
  .meta({ description: "Everybody's instead of one's own; needs `views.share`" });

export const addSavedViewInput = z.strictObject({
  screen: listScreenShape,
  name: textInput(60),
  query: queryInput,
  shared: sharedInput.optional(),
});
export type AddSavedViewInput = z.infer<typeof addSavedViewInput>;

export const changeSavedViewInput = z.strictObject({
  name: textInput(60).optional(),
  query: queryInput.optional(),
  shared: sharedInput.optional(),
});
export type ChangeSavedViewInput = z.infer<typeof changeSavedViewInput>;

export const listChoiceShape = z
  .object({
    columns: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Which columns in which order; `null`: as the list comes' }),
    defaultViewId: idShape.nullable().meta({ description: 'The saved view that the list opens with' }),
  })
  .meta({ id: 'ListChoice' });
export type ListChoice = z.infer<typeof listChoiceShape>;

export const changeListChoiceInput = z.strictObject({
  columns: z
    .array(z.string().regex(/^[a-zA-Z]{1,40}$/, 'is not the name of a column'))
    .min(1)
    .max(COLUMNS_MAX)
    .refine((columns) => new Set(columns).size === columns.length, 'names a column twice')
    .nullable()
    .optional(),
  defaultViewId: idInput.nullable().optional(),
});
export type ChangeListChoiceInput = z.infer<typeof changeListChoiceInput>;
