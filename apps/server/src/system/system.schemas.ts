import { z } from 'zod';
import { saidShape, timeShape } from '../shapes.ts';
import { radiusStatsShape } from './radius-stats.ts';

export const radiusNodeShape = z.object({
  id: z.string(),
  name: z.string(),
  startedAt: timeShape,
  heartbeatAt: timeShape,
  heartbeatAgeSeconds: z.number(),
  feedLagSeconds: z.number().meta({
    description: 'How long the oldest stored change has not been in force there; 0: all are',
  }),
  directoryAgeSeconds: z.number().meta({ description: 'How old what logins are judged by may be' }),
  state: z.enum(['ok', 'stale', 'silent']).meta({
    description: '`stale`: changes have not been in force there for a while; `silent`: no sign of life',
  }),
  stats: radiusStatsShape.meta({ description: 'What the node tells of itself, counted since its start' }),
});
export type RadiusNode = z.infer<typeof radiusNodeShape>;

export const databaseShape = z.object({
  ok: z.boolean(),
  version: z.string(),
  answerMs: z.number().meta({ description: 'How long it took to answer' }),
  sizeBytes: z.number(),
  connections: z.int(),
  connectionsMax: z.int(),
});
export type DatabaseState = z.infer<typeof databaseShape>;

export const verdictShape = z.object({
  level: z.enum(['amber', 'red']),
  word: z.string().meta({ description: 'For the dot in the frame', examples: ['node silent'] }),
  wordSaid: saidShape,
  sentence: z.string().meta({ description: 'What is wrong, and what that means' }),
  sentenceSaid: saidShape,
  advice: z.string().meta({ description: 'What to do about it' }),
  adviceSaid: saidShape,
  path: z
    .string()
    .optional()
    .meta({ description: 'The screen that tells more', examples: ['/routers'] }),
});
export type Verdict = z.infer<typeof verdictShape>;

export const systemShape = z
  .object({
    level: z.enum(['green', 'amber', 'red']),
    word: z.string().meta({ description: 'For the dot in the frame', examples: ['all well'] }),
    wordSaid: saidShape,
    sentence: z.string(),
    sentenceSaid: saidShape,
    verdicts: z
      .array(verdictShape)
      .meta({ description: 'What is wrong, the worst first; none: all is well' }),
    database: databaseShape,
    nodes: z.array(radiusNodeShape),
    nas: z.object({
      total: z.int(),
      silent: z.int().meta({ description: 'Never heard, or not for a day' }),
      broken: z.int().meta({ description: 'Logins or accounting do not work there' }),
      look: z.int().meta({ description: 'Something else should be mended there' }),
      unknown: z.int().meta({ description: 'Addresses that asked within a day and are no router of ours' }),
    }),
    version: z.string(),
  })
  .meta({ id: 'System' });
export type System = z.infer<typeof systemShape>;
