import { z } from 'zod';
import { idInput, idShape } from '../../shapes.ts';

export const homeShape = z
  .object({
    kind: z.enum(['zone', 'router']),
    id: idShape,
    name: z.string(),
    byHand: z.boolean().meta({ description: 'It was chosen, and stays; else it is where they logged in' }),
  })
  .nullable()
  .meta({
    description:
      'The one zone or router that a customer belongs to: who is limited to zones and routers sees the customers at home there; `null`: none is known yet',
  });
export type Home = z.infer<typeof homeShape>;

export const homeInput = z
  .union([z.strictObject({ zoneId: idInput }), z.strictObject({ routerId: idInput })])
  .nullable()
  .meta({ description: 'The zone or router that they belong to; `null`: where they log in' });
export type HomeInput = z.infer<typeof homeInput>;
