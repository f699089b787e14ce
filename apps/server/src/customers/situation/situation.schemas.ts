import { situationCodes, situationMeanings } from '@gatehouse/domain/customers/situation/situation-words';
import { z } from 'zod';
import { idShape, macShape, saidShape, timeShape } from '../../shapes.ts';

export const sentenceShape = z.array(
  z.union([
    z.string(),
    z.object({ at: timeShape, as: z.enum(['moment', 'ago']) }),
    z.object({ mac: macShape }),
  ]),
);

export const wayShape = z
  .object({
    do: z.enum([
      'replace',
      'register',
      'move-here',
      'unblock',
      'swap-window',
      'close-swap-window',
      'open-router',
      'show-password',
      'set-password',
      'renew',
      'give-package',
      'unsuspend',
      'take-up-again',
      'see-sessions',
    ]),
    label: z.string().meta({ examples: ['Replace Home Router by this device'] }),
    labelSaid: saidShape,
    mac: macShape.optional(),
    deviceId: idShape.optional().meta({ description: 'Whose place is taken, or what is moved here' }),
    deviceName: z.string().optional(),
    holderId: idShape.optional().meta({ description: 'From whom it is moved here' }),
    overLimit: z.boolean().optional().meta({ description: 'It goes above the device limit' }),
    reason: z.string().nullable().optional().meta({ description: 'Why it is blocked' }),
    minutes: z.int().optional(),
    subscriptionId: idShape.optional().meta({ description: 'What is renewed' }),
    routerId: idShape.optional(),
  })
  .meta({ description: 'What an operator may do about it; the fields that it needs' });

export const situationShape = z
  .object({
    code: z.enum(situationCodes),
    meaning: z.enum(situationMeanings),
    text: z.string().meta({ description: 'The sentence, its times in UTC' }),
    sentence: sentenceShape.meta({ description: 'The same in parts: text, times, MACs' }),
    sentenceSaid: saidShape,
    details: z.array(sentenceShape),
    detailsSaid: z.array(saidShape),
    ways: z.array(wayShape).meta({ description: 'The most likely first' }),
    at: timeShape.meta({ description: 'As of when' }),
  })
  .meta({ id: 'Situation' });

export const lastDayShape = z
  .object({
    from: timeShape,
    to: timeShape,
    online: z
      .array(z.object({ from: timeShape, to: timeShape }))
      .meta({ description: 'From whatever device; what overlaps is one' }),
    refused: z
      .array(z.object({ at: timeShape, count: z.int() }))
      .meta({ description: 'Every ten minutes in which there were any' }),
  })
  .meta({ id: 'LastDay' });
export type LastDay = z.infer<typeof lastDayShape>;
export type Situation = z.infer<typeof situationShape>;
export type SituationWay = z.infer<typeof wayShape>;
export type SituationSentence = z.infer<typeof sentenceShape>;
