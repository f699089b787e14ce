import { z } from 'zod';
import { timeShape } from '../shapes.ts';

const perSecond = z.number().meta({ description: 'Per second' });
const byReason = z.record(z.string(), z.number()).meta({ description: 'Per second, by reason' });
const ms = z
  .number()
  .nullable()
  .meta({ description: 'Milliseconds; `null` where there was nothing to time' });

export const historyPointShape = z.object({
  at: timeShape,
  accepted: perSecond,
  rejected: byReason,
  discards: byReason,
  accounting: perSecond.meta({ description: 'Accounting-Requests answered per second' }),
  accountingFailed: perSecond,
  overflowed: perSecond.meta({ description: 'Attempts that no line of the access log counts, per second' }),
  acceptP50Ms: ms,
  acceptP99Ms: ms,
  accountingP99Ms: ms,
  commitEvents: z.number().nullable().meta({ description: 'Accounting events in one commit, on average' }),
  eventLoopDelayMs: ms,
  databaseMs: ms.meta({ description: 'How long a small write to the database took at worst' }),
  databaseAway: z.boolean().meta({ description: 'A write to the database failed' }),
  directoryAgeSeconds: z.number().meta({ description: 'How old what logins were judged by was at worst' }),
  journalDepth: z.number().meta({
    description:
      'Accounting events that waited on disks at most; that many are answered and not in the database',
  }),
  inProgress: z.number().meta({ description: 'Requests that waited for their answer, at most' }),
  cpu: z.number().meta({ description: 'Processors kept busy' }),
});
export type HistoryPoint = z.infer<typeof historyPointShape>;

export const historyTotalsShape = z.object({
  accepted: z.number(),
  rejected: z.record(z.string(), z.number()),
  discards: z.record(z.string(), z.number()),
  accounting: z.number(),
});
export type HistoryTotals = z.infer<typeof historyTotalsShape>;

export const HISTORY_SPANS = ['hour', 'day', 'week'] as const;
export type HistorySpan = (typeof HISTORY_SPANS)[number];

export const historyQuery = z.object({
  span: z.enum(HISTORY_SPANS).default('hour').meta({ description: 'How far back' }),
});

export const historyShape = z
  .object({
    from: timeShape,
    to: timeShape,
    pointSeconds: z.number().meta({ description: 'What one point stands for' }),
    points: z.array(historyPointShape).meta({
      description: 'All RADIUS processes together; where nobody counted, there is no point',
    }),
    totals: historyTotalsShape.meta({ description: 'How many there were in all of that time' }),
  })
  .meta({ id: 'SystemHistory' });
export type SystemHistory = z.infer<typeof historyShape>;
