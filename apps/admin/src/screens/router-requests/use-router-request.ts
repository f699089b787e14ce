import { isUnderWay } from '@gatehouse/domain/dynamic-authorization/request-words';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { RouterRequest } from '../../api/types.ts';

/** A request as it stands now: asked for every second until the router has answered, or will not. */
export function useRouterRequest(request: RouterRequest): RouterRequest {
  const { data } = useQuery({
    queryKey: ['router-requests', 'one', request.id],
    queryFn: ({ signal }) => getJson<RouterRequest>(`/router-requests/${request.id}`, {}, signal),
    initialData: request,
    enabled: isUnderWay(request.state),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.state) ? 1000 : false),
  });
  return isUnderWay(request.state) ? data : request;
}
