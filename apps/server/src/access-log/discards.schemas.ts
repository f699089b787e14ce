import { discardReasons } from '@gatehouse/radius/packet/discard-reasons';
import { z } from 'zod';
import { idInput, idShape, pageShape, timeShape } from '../shapes.ts';

export const discardShape = z
  .object({
    sourceAddress: z.string(),
    reason: z.string().meta({ examples: [...discardReasons] }),
    message: z.string().meta({
      description: 'The same as a sentence',
      examples: ['192.0.2.7 asks, and is no router of yours.'],
    }),
    nasId: idShape.nullable().meta({ description: '`null`: no router of yours has the address' }),
    nasName: z.string().nullable(),
    firstAt: timeShape,
    lastAt: timeShape,
    count: z.int(),
  })
  .meta({ id: 'Discard' });
export type Discard = z.infer<typeof discardShape>;

export const discardsShape = pageShape(discardShape);

export const discardSorts = ['lastAt', 'count', 'sourceAddress'] as const;
export type DiscardSort = (typeof discardSorts)[number];

export const discardFilters = {
  nasId: idInput.optional(),
  reason: z.string().max(100).optional(),
};
export type DiscardFilters = z.infer<z.ZodObject<typeof discardFilters>>;
