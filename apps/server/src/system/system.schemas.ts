import { z } from 'zod';
import { timeShape } from '../shapes.ts';

export const radiusNodeShape = z.object({
  id: z.string(),
  name: z.string(),
  startedAt: timeShape,
  heartbeatAt: timeShape,
  heartbeatAgeSeconds: z.number(),
  state: z.enum(['ok', 'stale', 'silent']).meta({
    description: '`stale`: it answers from what it knew when it lost the database; `silent`: no sign of life',
  }),
  stats: z.record(z.string(), z.unknown()).meta({ description: 'What the node tells of itself' }),
});

export const systemShape = z
  .object({
    level: z.enum(['green', 'amber', 'red']),
    word: z.string().meta({ description: 'For the dot in the frame', examples: ['all well'] }),
    sentence: z.string(),
    database: z.object({ ok: z.boolean(), version: z.string() }),
    nodes: z.array(radiusNodeShape),
    nas: z.object({ total: z.int(), silent: z.int(), broken: z.int() }),
    version: z.string(),
  })
  .meta({ id: 'System' });
export type System = z.infer<typeof systemShape>;
export type RadiusNode = z.infer<typeof radiusNodeShape>;
