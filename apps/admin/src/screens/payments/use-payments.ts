import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { PaymentDetail } from './payment-types.ts';

const POLL_MS = 3_000;

/** One payment with its story, as it stands now. */
export function usePayment(id: string) {
  return useQuery({
    queryKey: ['payments', 'one', id],
    queryFn: ({ signal }) => getJson<PaymentDetail>(`/payments/${id}`, {}, signal),
    refetchInterval: POLL_MS,
  });
}

export type PaymentStep = 'approve' | 'refuse' | 'refund' | 'ask' | 'grant';

/** Decides about a payment. What it changes stands in many places: the customer's package, sales, attempts. */
export function usePaymentStep(id: string, step: PaymentStep) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: object) => changeJson<PaymentDetail>('POST', `/payments/${id}/${step}`, input),
    onSuccess: ({ value }) => {
      queryClient.setQueryData(['payments', 'one', id], value);
      return queryClient.invalidateQueries();
    },
  });
}

/** Money that was handed over at the counter. */
export function useTakeCash() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (payment: object) => changeJson<PaymentDetail>('POST', '/payments', payment),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
