import { StateMark } from '../../parts/StateMark.tsx';
import type { Payment } from './payment-types.ts';
import { stateOf } from './payment-words.ts';

/** How a payment stands, in a word or two. */
export function PaymentState({ payment }: { readonly payment: Payment }) {
  const { label, meaning } = stateOf(payment);
  return <StateMark meaning={meaning}>{label}</StateMark>;
}
