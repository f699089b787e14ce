import { eventTypes } from '@gatehouse/domain/events/event-types';
import { z } from 'zod';
import { mayAsk } from '../outgoing/may-ask.ts';
import { idShape, pageShape, saidShape, textInput, timeShape } from '../shapes.ts';

const TYPES_TOLD = [...eventTypes, 'test'] as const;

export const webhookShape = z
  .object({
    id: idShape,
    name: z.string(),
    host: z.string().meta({ description: 'Of its address, which is not told again' }),
    events: z.array(z.enum(eventTypes)),
    enabled: z.boolean(),
    disabledWhy: z.string().nullable().meta({ description: 'Where nobody switched it off' }),
    failingSince: timeShape.nullable().meta({ description: 'Nothing was delivered since' }),
    lastDeliveredAt: timeShape.nullable(),
    lastFault: z.string().nullable(),
    lastFaultSaid: saidShape.nullable(),
    waiting: z
      .int()
      .meta({ description: 'How many deliveries wait for their next try; 1000 means: that many or more' }),
    letGo: z.int().meta({
      description: 'How many events were not put into its queue, which was full, since it was switched on',
    }),
    addedBy: z.string(),
    addedAt: timeShape,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof webhookShape>;

export const webhooksShape = pageShape(webhookShape);

export const webhookWithSecretShape = webhookShape
  .extend({ secret: z.string().meta({ description: 'What its deliveries are signed with; told only now' }) })
  .meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof webhookWithSecretShape>;

const urlInput = z
  .string()
  .max(1000)
  .refine(
    (text) => URL.canParse(text) && mayAsk(new URL(text)),
    'must be http:// or https:// with a host, which is neither this machine’s own link nor a cloud’s metadata',
  );
const eventsInput = z
  .array(z.enum(eventTypes))
  .min(1, 'needs one event or more')
  .transform((types) => eventTypes.filter((type) => types.includes(type)));

export const addWebhookInput = z.strictObject({
  name: textInput(80),
  url: urlInput,
  events: eventsInput,
  enabled: z.boolean().optional(),
});
export type AddWebhookInput = z.output<typeof addWebhookInput>;

export const changeWebhookInput = addWebhookInput.partial();
export type ChangeWebhookInput = z.output<typeof changeWebhookInput>;

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const webhookDeliveryShape = z
  .object({
    id: idShape,
    eventId: z.string(),
    type: z.enum(TYPES_TOLD),
    occurredAt: timeShape,
    state: z.enum(deliveryStates),
    tries: z.int(),
    nextAt: timeShape.nullable().meta({ description: 'When it is tried again, at the earliest' }),
    lastAt: timeShape.nullable(),
    lastStatus: z.int().nullable().meta({ description: 'The HTTP status of the last answer' }),
    lastMs: z.int().nullable().meta({ description: 'Milliseconds until it came, or was given up' }),
    lastSaid: z.string().nullable().meta({ description: 'How the answer begins' }),
    lastFault: z.string().nullable().meta({ description: 'Why it was not taken, in words' }),
    lastFaultSaid: saidShape.nullable(),
    body: z.string().meta({ description: 'What was sent, octet for octet' }),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof webhookDeliveryShape>;

export const webhookDeliveriesShape = pageShape(webhookDeliveryShape);
export const webhookDeliveryFilters = { state: z.enum(deliveryStates).optional() };
