import { attemptKinds, customerKinds, customerStatuses } from '@gatehouse/domain/access/access-facts';
import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { z } from 'zod';
import { idShape, macShape, textInput, timeShape } from '../shapes.ts';
import { SOUGHT_LENGTH_MAX, tidyPasted } from './tidy-pasted.ts';

/** So many of each kind at most: a box is for finding, a list for reading. */
export const FOUND_MAX = 6;

export const foundKinds = ['customers', 'devices', 'sessions', 'attempts'] as const;
export type FoundKind = (typeof foundKinds)[number];

export const searchQuery = z.object({
  q: z.preprocess(
    (pasted) => (typeof pasted === 'string' ? tidyPasted(pasted) : pasted),
    textInput(SOUGHT_LENGTH_MAX).meta({ description: 'Anything that was pasted' }),
  ),
});

const foundCustomer = z.object({
  id: idShape,
  name: z.string(),
  username: z.string(),
  phone: z.string().nullable(),
  kind: z.enum(customerKinds),
  status: z.enum(customerStatuses),
});

const foundDevice = z.object({
  id: idShape,
  customerId: idShape,
  customerName: z.string(),
  mac: macShape,
  vendor: z.string().nullable(),
  type: z.string().nullable(),
  label: z.string().nullable(),
});

const foundSession = z.object({
  id: idShape,
  customerId: idShape.nullable(),
  customerName: z.string().nullable(),
  username: z.string(),
  mac: macShape.nullable(),
  framedIpAddress: z.string().nullable(),
  nasName: z.string().nullable(),
  startedAt: timeShape,
});

const foundAttempt = z.object({
  customerId: idShape
    .nullable()
    .meta({ description: 'Whom it was about, by the username or by the device; `null`: nobody known' }),
  customerName: z.string().nullable(),
  underOtherName: z.boolean().meta({
    description: 'Nobody has this username; the customer is known by the registered device',
  }),
  username: z.string().meta({ description: 'As it was tried' }),
  mac: macShape.nullable(),
  vendor: z.string().nullable(),
  kind: z.enum(attemptKinds),
  outcome: z.enum(['accept', 'reject']).meta({ description: 'Of the latest' }),
  reason: z.enum(rejectReasons).nullable(),
  count: z
    .int()
    .meta({ description: 'How often with the outcome of the latest, among those that were looked at' }),
  at: timeShape.meta({ description: 'Of the latest' }),
});

export const foundShape = z
  .object({
    order: z.array(z.enum(foundKinds)).meta({ description: 'Which kind is most likely meant, first' }),
    customers: z.array(foundCustomer),
    devices: z.array(foundDevice),
    sessions: z.array(foundSession).meta({ description: 'Who is online now' }),
    attempts: z
      .array(foundAttempt)
      .meta({ description: 'Who tried with such a username or device, where no registered device tells it' }),
  })
  .meta({ id: 'Found' });
export type Found = z.infer<typeof foundShape>;
