import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Customer } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { useSettings } from '../settings/use-settings.ts';
import { say } from './texts.ts';

const POLL_MS = 5_000;

/** One customer, kept fresh while the profile is open. */
export function useCustomer(id: string) {
  const queryKey = ['customers', 'one', id];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<Customer>(`/customers/${id}`, {}, signal),
    refetchInterval: useLive(['changes', 'sessions'], queryKey, POLL_MS),
  });
}

export function useAddCustomer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (customer: object) => changeJson<Customer>('POST', '/customers', customer),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['customers'] }),
  });
}

export function useChangeCustomer(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (changes: object) => changeJson<Customer>('PATCH', `/customers/${id}`, changes),
    onSuccess: async ({ value }) => {
      queryClient.setQueryData(['customers', 'one', id], value);
      // A new name stands in the lists of devices and sessions too.
      await queryClient.invalidateQueries();
    },
  });
}

/** `expected`: what it is left as where somebody else has changed it since. */
type StatusChange = Pick<Customer, 'id' | 'status'> & { readonly expected?: Pick<Customer, 'status'> };
type Named = Pick<Customer, 'id' | 'name' | 'status'>;

/** Suspends or takes up again at once, and offers to undo for ten seconds. */
export function useChangeStatusOf() {
  const change = useMutation({
    mutationFn: ({ id, ...changes }: StatusChange) =>
      changeJson<Customer>('PATCH', `/customers/${id}`, changes),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const disconnects = useSettings().data?.disconnectOnSuspend ?? false;
  return (customer: Named, status: 'active' | 'suspended') =>
    change.mutate(
      { id: customer.id, status },
      {
        onSuccess: () =>
          offerUndo({
            ...describeStatus(customer, status, disconnects),
            undo: () =>
              change.mutateAsync({ id: customer.id, status: customer.status, expected: { status } }),
          }),
        onError: (error) => showError(error, say('notChanged', { name: customer.name })),
      },
    );
}

function describeStatus({ name }: Named, status: 'active' | 'suspended', disconnects: boolean) {
  const undone = say('asBefore', { name });
  return status === 'suspended'
    ? {
        done: say('isSuspended', { name }),
        note: say(disconnects ? 'refusedAndDisconnected' : 'refusedStaysOnline'),
        undone,
      }
    : { done: say('activeAgain', { name }), note: say('judgedAsUsual'), undone };
}
