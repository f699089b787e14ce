import { z } from 'zod';
import { attemptShape, nasNameShape } from '../../access-log/attempts.schemas.ts';
import { idShape, linesInput, macShape, pageShape, saidShape, timeShape } from '../../shapes.ts';

export const timelineKinds = ['login', 'refusal', 'session', 'change'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export const timelineFilters = {
  kind: z.enum(timelineKinds).optional().meta({ description: 'Only those' }),
};

export const timelineItemShape = z
  .object({
    id: z.uuid(),
    at: timeShape.meta({ description: 'Of a group of logins the last one; of a session when it began' }),
    kind: z.enum(timelineKinds),
    sentence: z.string().meta({ examples: ['Right password, registered device.'] }),
    sentenceSaid: saidShape,
    by: z.string().nullable().meta({ description: 'Of a change: who made it' }),
    mac: macShape.nullable().meta({ description: 'Under which address, of a login and a session' }),
    nas: nasNameShape,
    attempt: attemptShape
      .nullable()
      .meta({ description: 'Of a login or a refusal: the line of the access log' }),
    session: z
      .object({
        id: idShape,
        endedAt: timeShape.nullable().meta({ description: '`null`: it is open' }),
        sessionSeconds: z.int(),
        inputBytes: z.int().meta({ description: 'As the router counts: from the device' }),
        outputBytes: z.int(),
        terminateCause: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'TimelineItem' });
export type TimelineItem = z.infer<typeof timelineItemShape>;

export const timelineShape = pageShape(timelineItemShape);

export const trafficSpans = { day: 3600, week: 6 * 3600, month: 24 * 3600 } as const;
export type TrafficSpan = keyof typeof trafficSpans;

export const trafficQuery = z.object({
  span: z
    .enum(['day', 'week', 'month'])
    .default('day')
    .meta({ description: 'The last 24 hours by the hour, 7 days by six hours, or 30 days by the day' }),
});

export const trafficShape = z
  .object({
    stepSeconds: z.int(),
    items: z.array(
      z.object({
        from: timeShape,
        inputBytes: z.int().meta({ description: 'As the router counts: from the device' }),
        outputBytes: z.int(),
        onlineSeconds: z.int(),
      }),
    ),
  })
  .meta({
    id: 'DeviceTraffic',
    description:
      'A session counts evenly over the time it lasted: routers tell sums, not when they came about',
  });
export type DeviceTraffic = z.infer<typeof trafficShape>;

export const macHistoryShape = z.object({
  items: z.array(
    z.object({
      oldMac: macShape,
      newMac: macShape,
      cause: z.enum(['replaced', 'swap-window', 'continued']).meta({
        description: '`continued`: the same device under a new private address',
      }),
      changedBy: z.string(),
      changedAt: timeShape,
      undoneAt: timeShape.nullable(),
    }),
  ),
});
export type MacHistory = z.infer<typeof macHistoryShape>;

export const deviceNoteShape = z
  .object({ id: idShape, text: z.string(), addedBy: z.string(), addedAt: timeShape })
  .meta({ id: 'DeviceNote' });
export type DeviceNote = z.infer<typeof deviceNoteShape>;
export const deviceNotesShape = z.object({ items: z.array(deviceNoteShape) });
export const addNoteInput = z.strictObject({ text: linesInput(1000) });
