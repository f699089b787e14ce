import { paymentEventKinds, paymentStates, reviewReasons } from '@gatehouse/domain/payments/payment-words';
import { z } from 'zod';
import {
  bigCountInput,
  idInput,
  idShape,
  optionalTextInput,
  pageShape,
  textInput,
  timeInput,
  timeShape,
} from '../shapes.ts';

const minor = z.int().meta({ description: 'In the smallest unit of the currency' });

export const paymentShape = z
  .object({
    id: idShape,
    state: z.enum(paymentStates),
    reviewReason: z.enum(reviewReasons).nullable().meta({ description: 'Why a person must look, or had to' }),
    needsPerson: z.boolean().meta({ description: 'It waits for approval, or is paid and gave no package' }),
    customerId: idShape,
    customerName: z.string(),
    customerUsername: z.string(),
    customerPhone: z.string().nullable(),
    servicePackageId: idShape,
    packageName: z.string().meta({ description: 'As it was sold' }),
    zone: z.object({ id: idShape, name: z.string() }).nullable(),
    method: z.object({
      id: idShape,
      name: z.string(),
      provider: z.string(),
      kind: z.enum(['hosted', 'reference', 'counter']).nullable(),
    }),
    amountMinor: minor,
    currency: z.string(),
    toldMinor: minor.nullable().meta({ description: 'What the provider says has arrived' }),
    toldCurrency: z.string().nullable(),
    receivedMinor: minor.nullable().meta({
      description: 'What arrived, once it is believed: this counts in sales, receipts and refunds',
    }),
    receivedCurrency: z.string().nullable(),
    continuesId: idShape.nullable().meta({
      description: 'The payment whose refund this money came after',
    }),
    providerReference: z.string().nullable(),
    enteredReference: z.string().nullable().meta({ description: 'What the visitor or an operator typed' }),
    sameReferenceId: idShape.nullable().meta({
      description: 'Another payment with the same reference, by a method of the same provider',
    }),
    createdAt: timeShape,
    expiresAt: timeShape,
    paidAt: timeShape.nullable(),
    subscriptionId: idShape.nullable(),
    notGranted: z.string().nullable().meta({
      description: 'Paid, and why there is no package for it: an error code',
    }),
    decidedBy: z.string().nullable(),
    decidedAt: timeShape.nullable(),
    decisionReason: z.string().nullable(),
    refundedAt: timeShape.nullable(),
    refundedMinor: minor.nullable(),
    refundedBy: z.string().nullable(),
    refundReason: z.string().nullable(),
    refundReference: z.string().nullable(),
  })
  .meta({ id: 'Payment' });
export type PaymentItem = z.infer<typeof paymentShape>;

export const paymentsShape = pageShape(paymentShape);

export const paymentEventShape = z.object({
  id: idShape,
  at: timeShape,
  kind: z.enum(paymentEventKinds),
  outcome: z.string(),
  facts: z.record(z.string(), z.unknown()).nullable(),
  sourceAddress: z.string().nullable(),
});

export const paymentDetailShape = paymentShape
  .extend({
    /** What a receipt says beside it. */
    house: z.string().nullable().meta({
      description:
        'What visitors know the place as: of the payment, else where the customer is at home, else the only one',
    }),
    subscription: z
      .object({ startsAt: timeShape, endsAt: timeShape.nullable(), waitingSeconds: z.int().nullable() })
      .nullable(),
    askedTimes: z.int(),
    askedAt: timeShape.nullable(),
    askAt: timeShape.nullable().meta({ description: 'When the provider is asked next' }),
    events: z.array(paymentEventShape).meta({ description: 'Its story, the first first (200 at most)' }),
  })
  .meta({ id: 'PaymentDetail' });
export type PaymentDetail = z.infer<typeof paymentDetailShape>;

export const paymentSorts = ['createdAt'] as const;

export const paymentFilters = {
  state: z.enum(paymentStates).optional(),
  needsPerson: z.enum(['true', 'false']).optional().meta({
    description: '`true`: those that wait for approval, and those that are paid and gave no package',
  }),
  paymentMethodId: idInput.optional(),
  zoneId: idInput.optional(),
  customerId: idInput.optional(),
  from: timeInput.optional().meta({ description: 'Begun at this time or later' }),
  to: timeInput.optional().meta({ description: 'Begun before this time' }),
};
export type PaymentFilters = z.infer<z.ZodObject<typeof paymentFilters>>;

const referenceInput = optionalTextInput(100).optional();

export const approvePaymentInput = z.strictObject({
  reason: optionalTextInput(500).optional(),
  reference: referenceInput.meta({
    description:
      'Under which the money arrived; each counts once. Needed where whoever pays has typed one: it is the one that was compared',
  }),
  receivedMinor: bigCountInput(1).optional().meta({
    description:
      'What arrived, where the provider told nothing (or tells a sum, after a refund). Default: what it told, else what was asked for',
  }),
  sameReferenceToo: z.boolean().optional().meta({
    description: 'The reference stands for another payment already, and counts for this one too',
  }),
});

export const refusePaymentInput = z.strictObject({ reason: textInput(500) });

export const refundPaymentInput = z.strictObject({
  amountMinor: bigCountInput(1).optional().meta({ description: 'Default: all of it' }),
  reason: textInput(500),
  reference: referenceInput,
  endPackage: z.boolean().optional().meta({ description: 'The package ends with it; default: it goes on' }),
});

export const takeCashInput = z.strictObject({
  customerId: idInput,
  servicePackageId: idInput,
  paymentMethodId: idInput.meta({ description: 'One where money is handed to a person' }),
  idempotencyKey: z
    .string()
    .regex(/^[\w.:-]{8,100}$/, 'must have 8 to 100 letters, digits, or . : - _')
    .meta({
      description: 'Made by who calls, anew for each payment: sent twice, it is one',
    }),
  zoneId: idInput.nullable().optional(),
  reference: referenceInput,
});
