import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { HotspotZone, Page } from '../../api/types.ts';

/** Every zone, to choose from or to name; none while they are being read. */
export function useZones(): readonly HotspotZone[] {
  return useZonesRead() ?? [];
}

/** `undefined` while they are being read. */
export function useZonesRead(): readonly HotspotZone[] | undefined {
  const { data } = useQuery({
    queryKey: ['hotspot-zones', 'choose'],
    queryFn: ({ signal }) => getJson<Page<HotspotZone>>('/hotspot-zones', { limit: 500 }, signal),
  });
  return data?.items;
}
