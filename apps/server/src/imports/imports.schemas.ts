import { customerKinds } from '@gatehouse/domain/access/access-facts';
import {
  importFields,
  importFormats,
  importKinds,
  importModes,
  importOutcomes,
  importStates,
  importVerdicts,
} from '@gatehouse/domain/imports/import-words';
import { z } from 'zod';
import { idInput, idShape, pageShape, saidShape, timeShape } from '../shapes.ts';
import { delimiters } from './reading/read-table.ts';

export const FILE_BYTES_MAX = 32 * 1024 * 1024;
/** Base64 makes four characters of three octets. */
export const IMPORT_BODY_BYTES_MAX = Math.ceil((FILE_BYTES_MAX * 4) / 3) + 64 * 1024;

const SAID_LATER =
  'The same as the name of a text and what is put into it; `null` where it was kept in English alone';
const fieldShape = z.enum(importFields).nullable();
const counts = z.record(z.string(), z.int());

export const beginImportInput = z.strictObject({
  kind: z
    .enum(importKinds)
    .meta({ description: 'What a row is: a customer, or a device of a customer that is there' }),
  fileName: z.string().max(200).optional(),
  text: z.string().optional().meta({ description: 'What was pasted' }),
  base64: z
    .string()
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'is not base64')
    .optional()
    .meta({ description: 'A file as it is: UTF-8, UTF-16 or Windows-1252' }),
});
export type BeginImportInput = z.infer<typeof beginImportInput>;

export const checkImportInput = z.strictObject({
  columns: z
    .array(fieldShape)
    .max(200)
    .optional()
    .meta({ description: 'What each column means; `null`: nothing that is imported' }),
  hasHeader: z.boolean().optional().meta({ description: 'The first row names the columns' }),
  delimiter: z.enum(delimiters).optional(),
  existing: z.enum(['change', 'keep']).optional().meta({
    description: 'Customers and devices that are there: changed to what the file says, or left as they are',
  }),
  moveDevices: z
    .boolean()
    .optional()
    .meta({ description: "Somebody else's devices move to whom the file says" }),
  overLimit: z
    .boolean()
    .optional()
    .meta({ description: 'Take devices although they are more than the limit' }),
  makePasswords: z.boolean().optional().meta({ description: 'New customers without a password get one' }),
  customerKind: z.enum(customerKinds).optional().meta({
    description: 'What a new customer is where neither the row nor its package says',
  }),
  packages: z
    .record(z.string().max(200), idInput.nullable())
    .optional()
    .meta({ description: 'What the file calls a package → its id; `null`: none' }),
});
export type CheckImportInput = z.output<typeof checkImportInput>;
/** As it is sent: ids are texts. */
export type CheckImportSent = z.input<typeof checkImportInput>;

export const applyImportInput = z.strictObject({
  mode: z.enum(importModes).meta({ description: 'The good rows, or all rows or none' }),
});

export const importShape = z
  .object({
    id: idShape,
    kind: z.enum(importKinds),
    format: z.enum(importFormats),
    state: z.enum(importStates),
    fileName: z.string(),
    encoding: z.string(),
    options: z.object({
      columns: z.array(fieldShape),
      hasHeader: z.boolean(),
      delimiter: z.enum(delimiters),
      existing: z.enum(['change', 'keep']),
      moveDevices: z.boolean(),
      overLimit: z.boolean(),
      makePasswords: z.boolean(),
      customerKind: z.enum(customerKinds),
      packages: z.record(z.string(), idShape.nullable()),
    }),
    mode: z.enum(importModes).nullable(),
    rows: z.int().meta({ description: 'Rows in the file; 0 until it was checked' }),
    done: z.int().meta({ description: 'Rows that are done of what is being done' }),
    verdicts: counts.meta({ description: 'How many rows have which verdict' }),
    outcomes: counts.meta({ description: 'What became of how many rows' }),
    packages: z
      .array(z.object({ name: z.string(), count: z.int(), servicePackageId: idShape.nullable() }))
      .meta({ description: 'Packages that the file names, and which ones are meant; `null`: none of ours' }),
    fault: z
      .string()
      .nullable()
      .meta({ description: 'Why nothing came of it, or of the last try to apply it' }),
    faultSaid: saidShape.nullable().meta({ description: SAID_LATER }),
    pendingNodes: z.array(z.string()),
    createdBy: z.string(),
    createdAt: timeShape,
    appliedBy: z.string().nullable(),
    appliedAt: timeShape.nullable(),
    undoneBy: z.string().nullable(),
    undoneAt: timeShape.nullable(),
  })
  .meta({ id: 'Import' });
export type ImportShown = z.infer<typeof importShape>;

/** With the first rows as they stand there, for as long as the file is kept. */
export const importInFullShape = importShape
  .extend({
    sample: z.array(z.array(z.string())).meta({ description: 'The first rows; passwords are hidden' }),
  })
  .meta({ id: 'ImportInFull' });
export type ImportInFull = z.infer<typeof importInFullShape>;

export const importsShape = pageShape(importShape);
export const importSorts = ['createdAt'] as const;

export const importRowShape = z
  .object({
    line: z.int(),
    subject: z.string().meta({ description: 'The username, or the MAC' }),
    verdict: z.enum(importVerdicts),
    sentence: z.string(),
    sentenceSaid: saidShape.nullable().meta({ description: SAID_LATER }),
    outcome: z.enum(importOutcomes).nullable(),
    customerId: idShape.nullable().meta({ description: 'Whom it was applied to' }),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRowShape>;

export const importRowsShape = pageShape(importRowShape);
export const importRowSorts = ['line'] as const;
export const importRowFilters = {
  verdict: z.enum(importVerdicts).optional(),
  effect: z.enum(['write', 'nothing', 'refused']).optional().meta({
    description: 'Rows that are written, that have nothing to do, or that are refused',
  }),
  outcome: z.enum(importOutcomes).optional(),
};
export type ImportRowFilters = z.infer<z.ZodObject<typeof importRowFilters>>;
