import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { ApiError, getJson } from '../../api/call-api.ts';
import type { NasWithHealth } from '../../api/types.ts';

const POLL_MS = 5_000;

/** The router that the address names (`/routers/4`), as long as it does. */
export function useLinkedRouter() {
  const { routerId } = useParams({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({
    queryKey: ['nas', 'one', routerId],
    queryFn: ({ signal }) => getJson<NasWithHealth>(`/nas/${routerId}`, {}, signal),
    enabled: routerId !== undefined,
    refetchInterval: POLL_MS,
  });
  return {
    nas: routerId === undefined ? undefined : data,
    missing: routerId !== undefined && error instanceof ApiError && error.status === 404,
    error,
    refetch,
    /** Back to the list alone. */
    leave: () => void navigate({ to: '/routers', search: true, replace: true }),
  };
}
