import { z } from 'zod';
import { saidShape } from '../../shapes.ts';
import { kitHintCodes } from './router-kit.ts';

export const routerKitShape = z
  .object({
    hasKit: z.boolean().meta({ description: '`false`: this make is set up by hand' }),
    file: z
      .object({ name: z.string(), text: z.string() })
      .nullable()
      .meta({ description: '`null`: there is none, or a hint says what is missing' }),
    instructions: z.string().nullable().meta({ description: 'How the file gets into the router' }),
    instructionsSaid: saidShape.nullable(),
    hints: z.array(z.object({ code: z.enum(kitHintCodes), message: z.string(), messageSaid: saidShape })),
    secretsShown: z.boolean().meta({ description: 'Whether the secrets stand in the file' }),
    radius: z
      .array(z.object({ address: z.string(), authPort: z.int(), acctPort: z.int() }))
      .meta({ description: 'Where the router reaches RADIUS, the first to be asked first' }),
  })
  .meta({ id: 'RouterKit', description: 'What a router is set up with' });
export type RouterKitShown = z.infer<typeof routerKitShape>;
