import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { PortalPreview } from '../../api/types.ts';

const TYPING_MS = 250;

/** A page of the zone's portal, rendered by the server from what is in the form; the last one while it is made anew. */
export function usePortalPreview(zoneId: string, wish: object) {
  const [settled] = useDebouncedValue(JSON.stringify(wish), TYPING_MS);
  return useQuery({
    queryKey: ['portal-preview', zoneId, settled],
    queryFn: async () => {
      const path = `/hotspot-zones/${zoneId}/portal-preview`;
      return (await changeJson<PortalPreview>('POST', path, JSON.parse(settled))).value;
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
}
