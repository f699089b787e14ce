import { z } from 'zod';
import { pageShape, saidShape, timeShape } from '../shapes.ts';
import { nasShape } from './nas.schemas.ts';
import { nasVerdictCodes } from './nas-verdicts.ts';

export const nasHealthShape = z
  .object({
    lastRequestAt: timeShape.nullable(),
    lastAcceptAt: timeShape.nullable(),
    lastAccountingAt: timeShape.nullable(),
    lastVerifiedAt: timeShape.nullable().meta({ description: 'Something proved the shared secret' }),
    verdicts: z.array(
      z.object({
        code: z.enum(nasVerdictCodes),
        level: z.enum(['broken', 'look']),
        message: z.string(),
        messageSaid: saidShape,
        remedy: z.string(),
        remedySaid: saidShape,
      }),
    ),
  })
  .meta({ id: 'NasHealth', description: 'What is heard from a router, and what is wrong with it' });
export type NasHealth = z.infer<typeof nasHealthShape>;

export const nasWithHealthShape = nasShape.extend({ health: nasHealthShape }).meta({ id: 'NasWithHealth' });
export type NasWithHealth = z.infer<typeof nasWithHealthShape>;

export const nasListWithHealthShape = pageShape(nasWithHealthShape);
