import { type EventType, eventTypes } from '@gatehouse/domain/events/event-types';
import { z } from 'zod';
import { idShape, macShape, timeShape } from '../shapes.ts';

/**
 * What receivers are told of things as they were and are. It is also the list of what may leave the house: what the audit log
 * has beside it stays there.
 */
const deviceFacts = {
  customerId: idShape,
  mac: macShape,
  label: z.string().nullable(),
  type: z.string().nullable(),
  source: z.string(),
  addedBy: z.string().nullable(),
  overLimit: z.boolean(),
  reason: z.string().nullable().meta({ description: 'Why it was blocked' }),
};
const refusedFacts = {
  mac: macShape,
  reason: z.string().meta({ description: 'A reject reason, as the access log has it' }),
  refused: z.int().meta({ description: 'How often, ever' }),
  since: timeShape.meta({ description: 'When it first tried' }),
  router: z.string().nullable().meta({ description: 'Where it tried last' }),
};
const cloneFacts = {
  mac: macShape,
  since: timeShape,
  routers: z.array(z.string()),
};
const customerFacts = {
  name: z.string(),
  username: z.string(),
  kind: z.string(),
  status: z.string(),
  macBinding: z.string().nullable(),
  deviceLimit: z.int().nullable(),
  sessionLimit: z.int().nullable(),
  framedIpAddress: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  passwordChanged: z.literal(true).meta({ description: 'That it is another one; never which' }),
};
const packageFacts = {
  servicePackage: z.string(),
  startsAt: timeShape,
  endsAt: timeShape.nullable(),
  waitingSeconds: z.int().meta({ description: 'It begins with its first use, and then lasts as long' }),
};

/** The facts of each event; those that are not known, or did not change, are left out. */
function factsOf(type: EventType): z.ZodRawShape {
  if (type === 'device.refused') return refusedFacts;
  if (type === 'device.clone-suspected') return cloneFacts;
  if (type === 'customer.package-given' || type === 'customer.package-taken-back') return packageFacts;
  return type.startsWith('device.') ? deviceFacts : customerFacts;
}

export type Facts = Readonly<Record<string, unknown>>;

/** Of a row of the audit log, or of what happened, what receivers are told. */
export function toldFacts(type: EventType, known: Facts | null): Facts | null {
  if (known === null) return null;
  const { password, ...rest } = known;
  const facts = password === undefined ? rest : { ...rest, passwordChanged: true };
  const names = Object.keys(factsOf(type));
  return Object.fromEntries(names.flatMap((name) => (name in facts ? [[name, facts[name]]] : [])));
}

/** What a receiver gets. Fields are added over time, never taken away. */
const common = {
  id: z.string().meta({ description: 'A UUID. The same at every try: who has seen it already may leave it' }),
  sequence: z
    .int()
    .nullable()
    .meta({ description: 'Of two events about the same thing the larger one is the later; a test has none' }),
  occurredAt: timeShape,
  actor: z
    .object({ kind: z.string(), name: z.string() })
    .nullable()
    .meta({ description: 'Who did it; `null`: nobody, it happened' }),
  customer: z
    .object({ id: idShape, name: z.string(), username: z.string() })
    .nullable()
    .meta({ description: 'Whose it is, as they are called when it is told' }),
  device: z
    .object({
      id: idShape.nullable(),
      mac: macShape.nullable(),
      label: z.string().nullable(),
      type: z.string().nullable(),
    })
    .nullable()
    .meta({ description: 'As it is now; a removed one as it was' }),
};

export const webhookEventShape = z.object({
  ...common,
  type: z.enum([...eventTypes, 'test']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type WebhookEvent = z.infer<typeof webhookEventShape>;

/** The payload of one event. */
export function payloadShape(type: EventType): z.ZodType {
  const facts = z.object(factsOf(type)).partial();
  return z.object({
    ...common,
    type: z.literal(type),
    before: facts.nullable().meta({ description: 'What was, as far as it changed' }),
    after: facts
      .nullable()
      .meta({ description: 'What is, as far as it changed; of what happened, what is known' }),
  });
}
