import { useQuery } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';

/** `good` also where it could not be asked: the form says then what the server says. */
export type SetUpState = 'asking' | 'good' | 'done' | 'no-token' | 'wrong-token';

/** Whether this link still makes the first operator, known before anything is filled in. */
export function useSetUpState(token: string): SetUpState {
  const { data, isPending } = useQuery({
    queryKey: ['set-up', 'link', token],
    queryFn: async ({ signal }): Promise<SetUpState> => {
      const { needed } = await getJson<{ needed: boolean }>('/set-up', {}, signal);
      if (!needed) return 'done';
      if (token === '') return 'no-token';
      const { value } = await changeJson<{ good: boolean }>('POST', '/set-up/check', { token });
      return value.good ? 'good' : 'wrong-token';
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending) return 'asking';
  return data ?? (token === '' ? 'no-token' : 'good');
}
