import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { MacLookup } from '../../api/types.ts';

/** What is known of a MAC: its vendor, whether it may be registered, and whose it is. */
export function useMacKnowledge(mac: string | null) {
  return useQuery({
    queryKey: ['devices', 'mac', mac],
    queryFn: ({ signal }) => getJson<MacLookup>(`/macs/${mac ?? ''}`, {}, signal),
    enabled: mac !== null,
    retry: false,
  });
}
