import type { Customer } from '../../api/types.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { STATUS_LABELS } from './customer-words.ts';
import { say } from './texts.ts';

type Props = { readonly customer: Pick<Customer, 'status' | 'openSessionCount'> };

/** Online, offline, or why neither matters. */
export function CustomerState({ customer }: Props) {
  if (customer.status !== 'active') {
    const { label, meaning } = STATUS_LABELS[customer.status];
    return <StateMark meaning={meaning}>{label}</StateMark>;
  }
  if (customer.openSessionCount === 0) return <StateMark meaning="quiet">{say('offline')}</StateMark>;
  const times = customer.openSessionCount;
  return <StateMark meaning="green">{times > 1 ? say('onlineTimes', { times }) : say('online')}</StateMark>;
}
