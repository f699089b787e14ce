/**
 * Where a payment stands. `open`: begun, nothing has arrived yet. `to-approve`: a person must look at it.
 * `paid`: the money is believed, and the package was given in the same transaction (or it says why it was not).
 * `refused`: the provider or an operator said no. `expired`: nobody paid in time, or handed cash over; money that comes later counts all the same.
 */
export const paymentStates = ['open', 'to-approve', 'paid', 'refused', 'expired', 'refunded'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** Why a person must look. */
export const reviewReasons = [
  'cash',
  'reference',
  'wrong-amount',
  'wrong-currency',
  /** A person had refused what had arrived, and more or other money has arrived since. */
  'after-refusal',
  /** It was paid back, and more or other money has arrived since. */
  'after-refund',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** From where each step may be taken; every step locks the payment's row first. */
export const PAYMENT_STEPS = {
  /** The provider is asked how it stands: money may come as long as it can be paid. */
  ask: ['open', 'to-approve', 'refused', 'expired', 'refunded'],
  /** The provider says, asked by us, that the right amount has arrived: however late. */
  believe: ['open', 'to-approve', 'refused', 'expired'],
  /** Another amount or currency has arrived: a person must look. */
  review: ['open', 'refused', 'expired', 'refunded'],
  /** The visitor typed what they got where they paid, or mends it. */
  enter: ['open', 'to-approve', 'expired'],
  /** An operator has seen the money. */
  approve: ['open', 'to-approve', 'refused', 'expired'],
  refuse: ['open', 'to-approve'],
  /** Nobody paid in time, or nobody confirmed the cash. */
  expire: ['open', 'to-approve'],
  refund: ['paid', 'to-approve'],
} as const satisfies Record<string, readonly PaymentState[]>;
export type PaymentStep = keyof typeof PAYMENT_STEPS;

export function mayStep(state: PaymentState, step: PaymentStep): boolean {
  const from: readonly PaymentState[] = PAYMENT_STEPS[step];
  return from.includes(state);
}

/** What the story of a payment is made of; its `outcome` says how it went. */
export const paymentEventKinds = [
  /** At the provider: `begun`, `refused`, `failed`. */
  'begin',
  /** What it sent by itself. */
  'callback',
  /** What it said when asked: `paid`, `pending`, `failed`, `nothing`. */
  'ask',
  /** At the counter, by an operator: `taken`. */
  'cash',
  /** What the visitor typed: `entered`. */
  'reference',
  /** Where the payment stands from here on: a `PaymentState`. */
  'state',
  /** `given`, `ended`, or the error code that says why it could not be given. */
  'package',
  /** What arrived after the refund is a payment of its own: `counted`, `paid-back`. */
  'continued',
] as const;
export type PaymentEventKind = (typeof paymentEventKinds)[number];

/** Whether somebody must look at it: money waits for a word, or for its package. */
export function needsPerson(payment: {
  readonly state: PaymentState;
  readonly notGranted: string | null;
}): boolean {
  return payment.state === 'to-approve' || (payment.state === 'paid' && payment.notGranted !== null);
}
