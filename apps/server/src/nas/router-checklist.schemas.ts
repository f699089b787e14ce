import { z } from 'zod';
import { saidShape, timeShape } from '../shapes.ts';
import { checkCodes, checkStates } from './router-checklist.ts';

export const checklistShape = z
  .object({
    items: z.array(
      z.object({
        code: z.enum(checkCodes),
        title: z.string(),
        titleSaid: saidShape,
        state: z.enum(checkStates).meta({
          description:
            '`done` · `broken`: it does not work · `look`: it works, and something should be mended · `waiting`: nothing has shown it yet · `unknown`: nothing will show it by itself · `not-needed`',
        }),
        message: z.string(),
        messageSaid: saidShape,
        remedy: z.string().nullable(),
        remedySaid: saidShape.nullable(),
        at: timeShape.nullable().meta({ description: 'When it was seen' }),
      }),
    ),
  })
  .meta({ id: 'RouterChecklist', description: 'What a router should do, in the order in which it is heard' });
export type Checklist = z.infer<typeof checklistShape>;
