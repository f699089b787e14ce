import { z } from 'zod';
import { actorKinds } from '../db/schema.ts';
import { idInput, idShape, pageShape, timeInput, timeShape } from '../shapes.ts';

const wordInput = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, 'is not a word of the log')
  .max(60);

export const auditEntryShape = z
  .object({
    id: idShape,
    at: timeShape,
    actor: z.object({
      kind: z.enum(actorKinds),
      id: idShape.nullable(),
      name: z.string().meta({ description: 'As it was called then' }),
    }),
    sourceAddress: z.string().nullable().meta({
      description:
        'Where the request came from; `null`: inside the machine, or the role may not read the audit log',
    }),
    action: z.string().meta({ examples: ['devices.add'] }),
    subject: z.object({
      kind: z.string().meta({ examples: ['device'] }),
      id: z.string(),
      name: z.string().nullable().meta({ description: 'As it was called then' }),
    }),
    customer: z.object({ id: idShape, name: z.string().nullable() }).nullable(),
    before: z.unknown().meta({ description: 'What was changed, as it was; never a secret' }),
    after: z.unknown(),
    why: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntryShape>;

export const auditEntriesShape = pageShape(auditEntryShape);

export const auditSorts = ['at'] as const;

export const auditFilters = {
  by: z
    .string()
    .regex(/^((operator|api-token|customer):[1-9]\d{0,14}|[a-z-]{1,20})$/, 'is nobody')
    .refine((text) => text.includes(':') || actorKinds.some((kind) => kind === text), 'is nobody')
    .optional()
    .meta({ description: `\`operator:3\`, \`api-token:2\`, or all of a kind: ${actorKinds.join(', ')}` }),
  thing: wordInput.optional().meta({ description: 'The first word of the action: `devices`' }),
  action: z
    .string()
    .regex(/^[a-z-]{1,60}\.[a-z-]{1,60}$/, 'is no action')
    .optional(),
  subjectKind: wordInput.optional().meta({ examples: ['nas'] }),
  subjectId: z.string().max(100).optional(),
  customerId: idInput.optional(),
  from: timeInput.optional().meta({ description: 'At this time or later' }),
  to: timeInput.optional().meta({ description: 'Before this time' }),
};
export type AuditFilters = z.infer<z.ZodObject<typeof auditFilters>>;

export const auditActorsShape = z.object({
  items: z.array(z.object({ by: z.string().meta({ examples: ['operator:3'] }), name: z.string() })),
});
