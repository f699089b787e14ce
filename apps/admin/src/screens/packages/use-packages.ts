import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Page, ServicePackage } from '../../api/types.ts';

/** Every package, to choose from or to name; none while they are being read. */
export function usePackages(): readonly ServicePackage[] {
  const { data } = useQuery({
    queryKey: ['service-packages', 'choose'],
    queryFn: ({ signal }) => getJson<Page<ServicePackage>>('/service-packages', { limit: 500 }, signal),
  });
  return data?.items ?? [];
}
