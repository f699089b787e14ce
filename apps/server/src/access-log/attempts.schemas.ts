import { attemptKinds } from '@gatehouse/domain/access/access-facts';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import { ruleVerdicts } from '@gatehouse/domain/access/recorded-rules';
import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { z } from 'zod';
import { sentenceShape, wayShape } from '../customers/situation/situation.schemas.ts';
import { idInput, idShape, macShape, pageShape, saidShape, timeInput, timeShape } from '../shapes.ts';

/** A router by name; `null` once it was removed. */
export const nasNameShape = z.object({ id: idShape, name: z.string() }).nullable();

const presentShape = z
  .object({
    outcome: z.enum(['accept', 'reject']),
    reason: z.enum(rejectReasons).nullable(),
    sentence: z.string().meta({ examples: ['Registered now; waiting for its next login.'] }),
    sentenceSaid: saidShape,
    acceptedSince: z.boolean().meta({ description: 'The same device has been let in since' }),
    deviceCount: z.int(),
    deviceLimit: z.int(),
    devices: z
      .array(z.object({ id: idShape, name: z.string(), lastSeenAt: timeShape.nullable() }))
      .meta({ description: "The customer's, the last seen first, three at most" }),
  })
  .meta({ description: 'How the same login would fare now, with a right password' });
export type PresentState = z.infer<typeof presentShape>;

export const attemptShape = z
  .object({
    id: z.uuid(),
    at: timeShape.meta({ description: 'The last of them' }),
    firstAt: timeShape,
    count: z.int().meta({ description: 'Identical outcomes within a minute share one line' }),
    kind: z.enum(attemptKinds),
    customerId: idShape.nullable().meta({ description: '`null`: nobody is known by the username' }),
    customerName: z.string().nullable(),
    username: z.string().meta({ description: 'As it was sent' }),
    mac: macShape.nullable().meta({ description: '`null`: none could be read' }),
    vendor: z.string().nullable().meta({ description: 'Who made the device' }),
    callingStationId: z.string().meta({ description: 'As it was sent' }),
    nas: nasNameShape,
    zone: z.object({ name: z.string(), ssid: z.string() }).nullable().meta({ description: '`null`: a line' }),
    toldSsid: z.string().nullable().meta({
      description:
        'The Wi-Fi name as the router told it; `null`: it told none. Another than that of the zone is no refusal',
    }),
    outcome: z.enum(['accept', 'reject']),
    reason: z
      .enum(rejectReasons)
      .nullable()
      .meta({ description: 'Of an accept: what strict binding would have said (observe)' }),
    explanation: z.string().meta({ description: 'One plain sentence' }),
    explanationSaid: saidShape,
    holderName: z
      .string()
      .nullable()
      .meta({ description: 'To whom the device is registered, if to another' }),
    servicePackageName: z.string().nullable().meta({ description: 'The package that was looked at' }),
    facts: z
      .custom<StoredAttemptFacts>()
      .meta({ type: 'object', description: 'What the decision was made from' }),
    present: presentShape.nullable().meta({
      description:
        'Of a refusal. `null` too where it cannot be said: nobody is known, or the password was wrong',
    }),
  })
  .meta({ id: 'Attempt' });
export type Attempt = z.infer<typeof attemptShape>;

export const explainedAttemptShape = z
  .object({
    attempt: attemptShape,
    rules: z
      .array(
        z.object({
          name: z.string(),
          label: z.string(),
          labelSaid: saidShape,
          verdict: z.enum(ruleVerdicts),
          words: sentenceShape,
          wordsSaid: saidShape,
        }),
      )
      .meta({ description: 'In their order: what each found then' }),
    about: z.object({ id: idShape, name: z.string() }).nullable().meta({
      description:
        'Whose login it was: by the username, or where nobody has it by the device; `null`: nobody known',
    }),
    ways: z.array(wayShape).meta({ description: 'What would let it in now, the most likely first' }),
  })
  .meta({ id: 'ExplainedAttempt' });
export type ExplainedAttempt = z.infer<typeof explainedAttemptShape>;

export const attemptsShape = pageShape(attemptShape);

export const attemptSorts = ['at'] as const;

export const attemptFilters = {
  customerId: idInput.optional(),
  username: z
    .string()
    .max(253)
    .optional()
    .meta({ description: 'As it was sent, or that of the customer; upper and lower case are the same' }),
  mac: z.string().max(100).optional().meta({ description: 'A MAC or a part of one, in any format' }),
  nasId: idInput.optional(),
  kind: z.enum(attemptKinds).optional(),
  outcome: z.enum(['accept', 'reject']).optional(),
  reason: z.enum(rejectReasons).optional(),
  passersBy: z.enum(['true', 'false']).optional().meta({
    description: '`false` leaves out unknown devices that hotspots ask about, unless one is searched for',
  }),
  since: timeInput.optional(),
  until: timeInput.optional(),
};
export type AttemptFilters = z.infer<z.ZodObject<typeof attemptFilters>>;
