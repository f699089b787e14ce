/**
 * Where a payment stands. `open`: begun, nothing has arrived yet. `to-approve`: a person must look at it.
 * `paid`: the money is believed, and the package was given in the same transaction (or it says why it was not).
 * `refused`: the provider or an operator said no. `expired`: nobody paid in time; money that comes later counts all the same.
 */
export const paymentStates = ['open', 'to-approve', 'paid', 'refused', 'expired', 'refunded'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** Why a person must look. */
export const reviewReasons = ['cash', 'reference', 'wrong-amount', 'wrong-currency'] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** From where each step may be taken; every step locks the payment's row first. */
export const PAYMENT_STEPS = {
  /** The provider says, asked by us, that the right amount has arrived: however late. */
  believe: ['open', 'to-approve', 'refused', 'expired'],
  /** An operator has seen the money. */
  approve: ['open', 'to-approve', 'refused', 'expired'],
  refuse: ['open', 'to-approve'],
  expire: ['open'],
  refund: ['paid', 'to-approve'],
} as const satisfies Record<string, readonly PaymentState[]>;
export type PaymentStep = keyof typeof PAYMENT_STEPS;

export function mayStep(state: PaymentState, step: PaymentStep): boolean {
  const from: readonly PaymentState[] = PAYMENT_STEPS[step];
  return from.includes(state);
}
