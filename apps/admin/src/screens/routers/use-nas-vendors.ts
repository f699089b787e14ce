import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { NasVendor } from '../../api/types.ts';
import { saySaid } from '../../parts/said/say-said.ts';

/** The makes of router that the server knows; they declare their own labels. */
export function useNasVendors(): readonly NasVendor[] {
  const { data } = useQuery({
    queryKey: ['nas-vendors'],
    queryFn: ({ signal }) => getJson<{ items: readonly NasVendor[] }>('/nas-vendors', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.items ?? [];
}

export function labelOf({ label, labelSaid }: NasVendor): string {
  return labelSaid === null ? label : saySaid(labelSaid, label);
}
