import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { ListChoice } from '../../api/types.ts';
import { showError } from '../show-error.ts';
import { say } from '../texts.ts';

const AS_IT_COMES: ListChoice = { columns: null, defaultViewId: null };

export type ListSetUp = {
  readonly choice: ListChoice;
  /** It is not known yet. A list is not drawn before: its columns would jump. */
  readonly pending: boolean;
  readonly change: (changes: Partial<ListChoice>) => void;
};

/** How the operator has set up a list; remembered by the server, so it is the same in every browser. */
export function useListChoice(screen: ListScreen | undefined): ListSetUp {
  const queryClient = useQueryClient();
  const queryKey = ['me', 'lists', screen];
  const { data, isPending } = useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<ListChoice>(`/me/lists/${screen}`, {}, signal),
    enabled: screen !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  // Shown at once: what is stored is told to the page a moment later, and a box would fall back meanwhile.
  const [chosen, setChosen] = useState<Partial<ListChoice>>({});
  const { mutate } = useMutation({
    mutationFn: (changes: Partial<ListChoice>) =>
      changeJson<ListChoice>('PATCH', `/me/lists/${screen}`, changes),
    onMutate: (changes) => {
      void queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData<ListChoice>(queryKey, (before = AS_IT_COMES) => ({ ...before, ...changes }));
    },
    onError: (error) => {
      showError(error, say('setUpNotKept'));
      void queryClient.invalidateQueries({ queryKey });
    },
    onSettled: () => setChosen({}),
  });
  const change = useCallback(
    (changes: Partial<ListChoice>) => {
      setChosen((before) => ({ ...before, ...changes }));
      mutate(changes);
    },
    [mutate],
  );
  const choice = useMemo(() => ({ ...(data ?? AS_IT_COMES), ...chosen }), [data, chosen]);
  return { choice, pending: screen !== undefined && isPending, change };
}
