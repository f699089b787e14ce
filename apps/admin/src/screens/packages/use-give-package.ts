import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { GivenPackageAnswer, Subscription } from '../../api/types.ts';
import { type GiftEntry, readLocalTime } from './gift-entry.ts';

/** What the customer has by it; where a package was given, also what ended for it and what begins at another time. */
export type Given = Subscription & Partial<Pick<GivenPackageAnswer, 'ended' | 'moved'>>;

/** Gives a package, or moves the end of the one that is held. */
export function useGivePackage(customerId: string, heldId: string | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ way, servicePackageId, endsAt, reason }: GiftEntry) => {
      const why = reason.trim() === '' ? {} : { reason: reason.trim() };
      return way === 'end'
        ? changeJson<Given>('PATCH', `/subscriptions/${heldId}`, {
            endsAt: readLocalTime(endsAt),
            ...why,
          })
        : changeJson<Given>('POST', `/customers/${customerId}/subscriptions`, {
            servicePackageId,
            after: way,
            ...why,
          });
    },
    // A refusal says how the same login would fare now.
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
