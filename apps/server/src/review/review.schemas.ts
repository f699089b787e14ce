import { reviewRules } from '@gatehouse/domain/review/review-rules';
import { z } from 'zod';
import { deviceShape } from '../devices/devices.schemas.ts';
import { idInput, idShape, macShape, pageShape, saidShape, timeShape } from '../shapes.ts';

export const reviewFindingShape = z
  .object({
    id: idShape,
    rule: z.enum(reviewRules),
    since: timeShape.meta({ description: 'Since when it is so, or was found' }),
    device: deviceShape,
    why: z.string().meta({ examples: ['Home Router has never logged in.'] }),
    whySaid: saidShape,
    ifKept: z.string().meta({ description: 'What keeping it would do' }),
    ifKeptSaid: saidShape,
    ifRemoved: z.string().meta({ description: 'What removing it would do' }),
    ifRemovedSaid: saidShape,
    newerDeviceId: idShape
      .nullable()
      .meta({ description: 'Of `maybe-same`: the record that it may have become' }),
    kept: z.object({ by: z.string(), at: timeShape }).nullable(),
  })
  .meta({ id: 'ReviewFinding' });
export type ReviewFinding = z.infer<typeof reviewFindingShape>;

export const reviewFindingsShape = pageShape(reviewFindingShape);

export const reviewSorts = ['since'] as const;
export type ReviewSort = (typeof reviewSorts)[number];

export const reviewFilters = {
  rule: z.enum(reviewRules).optional(),
  customerId: idInput.optional(),
  state: z
    .enum(['open', 'kept'])
    .default('open')
    .meta({ description: '`kept`: those that somebody said to leave as they are' }),
};
export type ReviewFilters = z.infer<z.ZodObject<typeof reviewFilters>>;

export const reviewCountsShape = z
  .object({
    open: z.int().meta({ description: 'Findings that wait for somebody, 10,000 of a rule at most' }),
    rules: z.array(
      z.object({
        rule: z.enum(reviewRules),
        label: z.string(),
        open: z.int().nullable().meta({ description: '`null`: more than 10,000' }),
      }),
    ),
  })
  .meta({ id: 'ReviewCounts' });
export type ReviewCounts = z.infer<typeof reviewCountsShape>;

export const decideReviewInput = z.strictObject({
  decision: z.enum(['keep', 'remove']),
  findingIds: z.array(idInput).min(1).max(500),
});
export type DecideReviewInput = z.infer<typeof decideReviewInput>;

const leftShape = z.object({
  deviceId: idShape,
  name: z.string(),
  message: z.string().meta({ description: 'Why it was left as it is' }),
});

export const reviewDecidedShape = z.object({
  decisionIds: z.array(idShape),
  devices: z.int().meta({ description: 'How many devices were kept or removed, or brought back' }),
  left: z.array(leftShape).meta({ description: 'Those that somebody else has changed since' }),
});
export type ReviewDecided = z.infer<typeof reviewDecidedShape>;

export const undoReviewInput = z.strictObject({ decisionIds: z.array(idInput).min(1).max(1000) });

export const reviewDecisionShape = z
  .object({
    id: idShape,
    decision: z.enum(['keep', 'remove']),
    rule: z.enum(reviewRules),
    deviceId: idShape,
    deviceName: z.string().nullable(),
    mac: macShape,
    customerId: idShape,
    customerName: z.string(),
    decidedBy: z.string(),
    decidedAt: timeShape,
    undoneBy: z.string().nullable(),
    undoneAt: timeShape.nullable(),
  })
  .meta({ id: 'ReviewDecision' });
export type ReviewDecision = z.infer<typeof reviewDecisionShape>;

export const reviewDecisionsShape = pageShape(reviewDecisionShape);
export const reviewDecisionFilters = { customerId: idInput.optional(), deviceId: idInput.optional() };
