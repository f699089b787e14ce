import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Subscription } from '../../api/types.ts';
import { type GiftEntry, readLocalTime } from './gift-entry.ts';

/** Gives a package, or moves the end of the one that is held; answers with what the customer has by it. */
export function useGivePackage(customerId: string, heldId: string | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ way, servicePackageId, endsAt, reason }: GiftEntry) => {
      const why = reason.trim() === '' ? {} : { reason: reason.trim() };
      return way === 'end'
        ? changeJson<Subscription>('PATCH', `/subscriptions/${heldId}`, {
            endsAt: readLocalTime(endsAt),
            ...why,
          })
        : changeJson<Subscription>('POST', `/customers/${customerId}/subscriptions`, {
            servicePackageId,
            after: way,
            ...why,
          });
    },
    // A refusal says how the same login would fare now.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
