import type { PaymentCounts } from '../payments/count-payments.ts';
import { renderFamilies } from './exposition.ts';

/** What is sold, for Prometheus. */
export function renderPaymentMetrics({ states, needPerson, callbacks }: PaymentCounts): string {
  return renderFamilies([
    {
      name: 'gatehouse_payments',
      type: 'gauge',
      help: 'Payments begun within a day, by how they stand',
      lines: Object.entries(states).map(([state, count]) => ['', { state }, count] as const),
    },
    {
      name: 'gatehouse_payments_waiting',
      type: 'gauge',
      help: 'Payments that somebody must look at: they wait for approval, or are paid and gave no package',
      lines: [['', {}, needPerson]],
    },
    {
      name: 'gatehouse_payment_callbacks',
      type: 'gauge',
      help: 'What payment providers sent within a day, by what became of it; forged ones too',
      lines: Object.entries(callbacks).map(([outcome, count]) => ['', { outcome }, count] as const),
    },
  ]);
}
