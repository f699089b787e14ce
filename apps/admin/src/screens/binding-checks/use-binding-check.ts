import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeJson } from '../../api/call-api.ts';
import type { BindingCheck, CheckedCustomer } from '../../api/types.ts';
import { askedOf, type BindingTarget } from './binding-target.ts';

export type WholeCheck = Omit<BindingCheck, 'nextCursor'>;

const NOTHING: WholeCheck = { customers: 0, ready: 0, wouldBeRefused: 0, withoutDevice: 0, items: [] };

/** Asks part by part, and tells how far it has come. */
export function useBindingCheck(target: BindingTarget, days: number) {
  const [lookedAt, setLookedAt] = useState(0);
  const asked = askedOf(target);
  const query = useQuery({
    queryKey: ['binding-checks', asked, days],
    queryFn: async ({ signal }) => {
      setLookedAt(0);
      let whole = NOTHING;
      let cursor: string | null = null;
      do {
        signal.throwIfAborted();
        const part: BindingCheck = await readPart({ ...asked, days, ...(cursor !== null && { cursor }) });
        whole = addPart(whole, part);
        cursor = part.nextCursor;
        setLookedAt(whole.customers);
      } while (cursor !== null);
      return whole;
    },
  });
  return { ...query, lookedAt };
}

async function readPart(asked: object): Promise<BindingCheck> {
  return (await changeJson<BindingCheck>('POST', '/binding-checks', asked)).value;
}

function addPart(whole: WholeCheck, part: BindingCheck): WholeCheck {
  return {
    customers: whole.customers + part.customers,
    ready: whole.ready + part.ready,
    wouldBeRefused: whole.wouldBeRefused + part.wouldBeRefused,
    withoutDevice: whole.withoutDevice + part.withoutDevice,
    items: [...whole.items, ...part.items],
  };
}

/** Whether strict may be turned on without another look: nothing was used that is not registered. */
export function useIsReady() {
  const queryClient = useQueryClient();
  return async (customerId: string, days: number): Promise<boolean> => {
    const { wouldBeRefused, withoutDevice } = await queryClient.fetchQuery({
      queryKey: ['binding-checks', 'ready', customerId, days],
      queryFn: () => readPart({ customerIds: [customerId], days }),
      staleTime: 0,
    });
    return wouldBeRefused === 0 && withoutDevice === 0;
  };
}

export type Adoptable = { readonly customerId: string; readonly mac: string };

export function adoptableOf(customers: readonly CheckedCustomer[]): Adoptable[] {
  return customers.flatMap(({ customerId, devices }) =>
    devices.flatMap(({ mac, adoptable }) => (adoptable && mac !== null ? [{ customerId, mac }] : [])),
  );
}
