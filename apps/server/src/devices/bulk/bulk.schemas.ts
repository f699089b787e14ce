import { bulkKinds, bulkOutcomes, bulkStates } from '@gatehouse/domain/devices/bulk-words';
import { z } from 'zod';
import { idInput, idShape, macShape, optionalTextInput, pageShape, timeShape } from '../../shapes.ts';
import { deviceFilters } from '../devices.schemas.ts';

const IDS_MAX = 10_000;

const filterInput = z.strictObject({ search: z.string().max(200).optional(), ...deviceFilters });
/** All that match, as they are stored with the action: looked at again when a device's turn comes. */
export type SelectionFilter = z.output<typeof filterInput>;

export const selectionInput = z
  .union([
    z.strictObject({ ids: z.array(idInput).min(1).max(IDS_MAX) }),
    z.strictObject({
      filter: filterInput.meta({
        description: 'The search and the filters of `GET /devices`: all that match',
      }),
      except: z.array(idInput).max(IDS_MAX).optional(),
    }),
  ])
  .meta({ description: `Which devices: up to ${IDS_MAX} by their ids, or all that match a filter` });
export type Selection = z.output<typeof selectionInput>;

const common = {
  selection: selectionInput,
  expected: z.int().min(0).optional().meta({
    description: 'How many were shown: refused where there are more by now',
  }),
};

export const bulkActionInput = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('label'), ...common, label: optionalTextInput(100) }),
  z.strictObject({ action: z.literal('type'), ...common, type: optionalTextInput(40) }),
  z.strictObject({
    action: z.literal('move'),
    ...common,
    customerId: idInput.meta({ description: 'The new holder' }),
    overLimit: z.boolean().optional(),
  }),
  z.strictObject({ action: z.literal('remove'), ...common }),
  z.strictObject({ action: z.literal('block'), ...common, reason: optionalTextInput(200).optional() }),
]);
export type BulkActionInput = z.output<typeof bulkActionInput>;
/** As it is sent: ids are texts. */
export type BulkActionSent = z.input<typeof bulkActionInput>;

export const bulkActionShape = z
  .object({
    id: idShape,
    action: z.enum(bulkKinds),
    state: z.enum(bulkStates),
    fields: z
      .object({
        label: z.string().nullable().optional(),
        type: z.string().nullable().optional(),
        customerId: idShape.optional(),
        customerName: z.string().optional(),
        overLimit: z.boolean().optional(),
        reason: z.string().nullable().optional(),
      })
      .meta({ description: 'What is written' }),
    total: z.int().meta({ description: 'How many devices were chosen' }),
    done: z.int().meta({ description: 'How many are done of what is being done' }),
    outcomes: z.record(z.string(), z.int()).meta({
      description: 'What became of how many: `changed`, `nothing`, `left`, `undone`, `not-undone`',
    }),
    pendingNodes: z.array(z.string()),
    createdBy: z.string(),
    createdAt: timeShape,
    endedAt: timeShape.nullable(),
    undoneBy: z.string().nullable(),
    undoneAt: timeShape.nullable(),
  })
  .meta({ id: 'BulkAction' });
export type BulkAction = z.infer<typeof bulkActionShape>;

export const bulkActionsShape = pageShape(bulkActionShape);
export const bulkActionSorts = ['createdAt'] as const;

export const bulkActionRowShape = z
  .object({
    deviceId: idShape,
    customerId: idShape.meta({ description: 'Whose it was when it was chosen' }),
    mac: macShape,
    name: z.string().nullable(),
    outcome: z.enum(bulkOutcomes).nullable().meta({ description: '`null`: its turn has not come' }),
    code: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Why it was left out, or is not undone' }),
  })
  .meta({ id: 'BulkActionRow' });
export type BulkActionRow = z.infer<typeof bulkActionRowShape>;

export const bulkActionRowsShape = pageShape(bulkActionRowShape);
export const bulkActionRowSorts = ['deviceId'] as const;
export const bulkActionRowFilters = { outcome: z.enum(bulkOutcomes).optional() };
export type BulkActionRowFilters = z.infer<z.ZodObject<typeof bulkActionRowFilters>>;
