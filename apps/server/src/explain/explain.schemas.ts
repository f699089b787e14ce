import { attemptKinds } from '@gatehouse/domain/access/access-facts';
import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { z } from 'zod';
import { sentenceShape, wayShape } from '../customers/situation/situation.schemas.ts';
import { idInput, idShape, macShape, saidShape } from '../shapes.ts';

export const explainQuery = z.object({
  nasId: idInput.meta({ description: 'By which router' }),
  customerId: idInput
    .optional()
    .meta({ description: 'Whose login; or `username`, or neither: a login by MAC' }),
  username: z.string().max(253).optional(),
  mac: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'From which device, in any format; none: the router tells none' }),
  service: z
    .enum(['pppoe', 'hotspot'])
    .optional()
    .meta({ description: 'A line or the hotspot of that router; mostly it is clear' }),
});

export const explanationShape = z
  .object({
    kind: z.enum(attemptKinds),
    nasName: z.string(),
    zoneName: z.string().nullable(),
    customerId: idShape.nullable(),
    username: z.string(),
    mac: macShape.nullable(),
    outcome: z.enum(['accept', 'reject']),
    reason: z.enum(rejectReasons).nullable(),
    sentence: z.string().meta({ description: 'What the access log would say' }),
    sentenceSaid: saidShape,
    facts: z.array(
      z.object({ name: z.string(), nameSaid: saidShape, value: sentenceShape, valueSaid: saidShape }),
    ),
    rules: z
      .array(
        z.object({
          name: z.string(),
          label: z.string(),
          labelSaid: saidShape,
          verdict: z.enum(['passed', 'decided', 'would-refuse-too']),
          reason: z.enum(rejectReasons).nullable(),
          words: sentenceShape,
          wordsSaid: saidShape,
        }),
      )
      .meta({ description: 'In the order of the decision; the first that refuses decides' }),
    ways: z.array(wayShape).meta({ description: 'What would let it in, the most likely first' }),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof explanationShape>;

/** What is asked; the password is taken as right. */
export type ExplainQuestion = {
  readonly nasId: number;
  readonly username: string;
  readonly mac: string;
  readonly service: 'pppoe' | 'hotspot' | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** Answered by the gatherer and the judge of logins; `nas-unknown`: no such router. */
export type ExplainLogin = (question: ExplainQuestion) => Promise<Omit<Explanation, 'ways'> | 'nas-unknown'>;
