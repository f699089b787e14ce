import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { HotspotZone, PortalPreview } from '../../api/types.ts';

const TYPING_MS = 250;

/** A page of the zone's portal, rendered by the server from what is in the form; the last one while it is made anew. */
export function usePortalPreview({ id, logo }: HotspotZone, wish: object) {
  const [settled] = useDebouncedValue(JSON.stringify(wish), TYPING_MS);
  return useQuery({
    queryKey: ['portal-preview', id, logo?.hash, settled],
    queryFn: async () => {
      const path = `/hotspot-zones/${id}/portal-preview`;
      return (await changeJson<PortalPreview>('POST', path, JSON.parse(settled))).value;
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
}
