import { z } from 'zod';
import { idShape, saidShape, timeShape } from '../shapes.ts';

const stateShape = z.enum(['well', 'look', 'broken', 'unknown']);
const lineShape = z.object({
  state: stateShape,
  sentence: z.string(),
  sentenceSaid: saidShape,
  path: z.string().nullable().meta({ description: 'The screen that tells more' }),
});

const countShape = z
  .int()
  .nullable()
  .meta({ description: '`null`: it could not be counted in time, or the role may not know' });

const loginPointShape = z.object({
  at: timeShape,
  accepted: z.number(),
  refused: z.record(z.string(), z.number()).meta({ description: 'By reason' }),
});

const loginsShape = z.object({
  from: timeShape,
  to: timeShape,
  pointSeconds: z.int(),
  points: z
    .array(loginPointShape)
    .meta({ description: 'All RADIUS processes together; where nobody counted, there is no point' }),
});

export const homeShape = z
  .object({
    at: timeShape,
    verdict: lineShape.extend({
      also: z.array(lineShape).meta({ description: 'What else is wrong, the worst first' }),
    }),
    online: z
      .object({
        now: countShape,
        from: timeShape,
        to: timeShape,
        pointSeconds: z.int(),
        points: z.array(z.object({ at: timeShape, online: z.number() })),
      })
      .nullable()
      .meta({ description: 'Open sessions, now and at most in each stretch of the last day' }),
    logins: z
      .object({ hour: loginsShape, day: loginsShape })
      .nullable()
      .meta({ description: 'Let in, and refused by reason, per minute and per hour' }),
    waiting: z
      .object({
        refusedInARow: countShape,
        review: countShape,
        unrecognised: countShape,
        payments: countShape,
        routersBroken: countShape,
        routersSilent: countShape,
      })
      .meta({ description: 'What needs a person' }),
    refused: z
      .object({
        since: timeShape.nullable().meta({
          description:
            'Earlier than this nothing was looked at, for there are too many; `null`: the whole day was',
        }),
        customers: z.array(
          z.object({
            customerId: idShape,
            name: z.string(),
            username: z.string(),
            refused: z.int(),
            inARow: z.int().meta({ description: 'Since the last login that was let in' }),
            lastAt: timeShape,
            reason: z.string().nullable(),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'Who was refused most within a day' }),
    parts: z
      .object({
        database: z.object({ version: z.string(), answerMs: z.number() }),
        radius: z.array(
          z.object({ id: z.string(), name: z.string(), state: z.enum(['ok', 'stale', 'silent']) }),
        ),
        routers: z.int(),
      })
      .nullable(),
    changes: z
      .array(
        z.object({
          at: timeShape,
          sentence: z.string(),
          sentenceSaid: saidShape,
          path: z.string().nullable(),
          search: z.record(z.string(), z.string()),
        }),
      )
      .nullable()
      .meta({
        description: 'What is on the record since yesterday at this time, in words, the latest first',
      }),
  })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof homeShape>;
