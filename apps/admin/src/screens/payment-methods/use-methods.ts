import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';
import type { MethodTested, PaymentMethod, Provider } from './method-types.ts';

const queryKey = ['payment-methods', 'all'];

/** Every way to pay that is set up, in the order in which visitors see them. */
export function useMethods() {
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await getJson<Page<PaymentMethod>>('/payment-methods', {}, signal)).items,
  });
}

/** What can be set up, with what each needs. */
export function useProviders() {
  return useQuery({
    queryKey: ['payment-providers'],
    queryFn: async ({ signal }) => (await getJson<Page<Provider>>('/payment-providers', {}, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useChangeMethod() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...changes }: { readonly id: string; readonly enabled: boolean }) =>
      changeJson<PaymentMethod>('PATCH', `/payment-methods/${id}`, changes),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['payment-methods'] }),
  });
}

/** Puts them into another order, which is shown at once. */
export function useOrderMethods() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) => changeJson<undefined>('PUT', '/payment-methods/order', { ids }),
    onMutate: (ids) => {
      const before = queryClient.getQueryData<readonly PaymentMethod[]>(queryKey);
      queryClient.setQueryData<readonly PaymentMethod[]>(queryKey, (methods) =>
        methods?.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
      );
      return before;
    },
    onError: (_, __, before) => queryClient.setQueryData(queryKey, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['payment-methods'] }),
  });
}

/** Asks the provider what costs nothing. */
export function useTestMethod(id: string) {
  return useMutation({
    mutationFn: () => changeJson<MethodTested>('POST', `/payment-methods/${id}/test`),
  });
}
