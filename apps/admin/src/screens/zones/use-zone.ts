import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { HotspotZone, Page, ToldSsid } from '../../api/types.ts';

const POLL_MS = 10_000;

/** The zone that the address names (`/zones/4`). */
export function useZone() {
  const params: { readonly zoneId?: string } = useParams({ strict: false });
  const zoneId = params.zoneId ?? '';
  return useQuery({
    queryKey: ['hotspot-zones', 'one', zoneId],
    queryFn: ({ signal }) => getJson<HotspotZone>(`/hotspot-zones/${zoneId}`, {}, signal),
    refetchInterval: POLL_MS,
  });
}

/** The Wi-Fi names that routers of the zone told; none while they are being read. */
export function useToldSsids(zoneId: string): readonly ToldSsid[] {
  const { data } = useQuery({
    queryKey: ['hotspot-zones', 'told-ssids', zoneId],
    queryFn: ({ signal }) => getJson<Page<ToldSsid>>(`/hotspot-zones/${zoneId}/told-ssids`, {}, signal),
    refetchInterval: POLL_MS,
  });
  return data?.items ?? [];
}

/** Changes a zone, and shows what came of it wherever zones are shown. */
export function useChangeZone(zoneId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (changes: object) => changeJson<HotspotZone>('PATCH', `/hotspot-zones/${zoneId}`, changes),
    onSuccess: ({ value }) => {
      queryClient.setQueryData(['hotspot-zones', 'one', zoneId], value);
      return queryClient.invalidateQueries({ queryKey: ['hotspot-zones'] });
    },
  });
}
