import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { usePackages } from '../packages/use-packages.ts';
import { useZones } from '../zones/use-zones.ts';
import { customerFilters } from './customer-filters.ts';
import { signedUpFilter } from './signed-up-filter.ts';

/** Beside what every house has: its packages and, where there are hotspots, their zones and who signed up when. */
export function useCustomerFilters(): readonly ListFilter[] {
  const packages = usePackages();
  const zones = useZones();
  const { signedUpSince } = useSearch({ strict: false }) as { readonly signedUpSince?: string };
  const midnight = new Date(useNow()).setHours(0, 0, 0, 0);
  return useMemo(() => {
    const options = packages.map(({ id, name }) => ({ value: id, label: name }));
    const servicePackage = { name: 'servicePackageId', label: 'Package', options };
    if (zones.length === 0) return [...customerFilters, ...(options.length > 0 ? [servicePackage] : [])];
    const places = zones.map(({ id, name }) => ({ value: id, label: name }));
    return [
      ...customerFilters,
      { ...servicePackage, options: [{ value: 'any-hotspot', label: 'Any of a hotspot' }, ...options] },
      { name: 'zoneId', label: 'Devices known in', options: places },
      signedUpFilter(midnight, signedUpSince),
      ...(places.length > 1 ? [{ name: 'signedUpZoneId', label: 'Signed up in', options: places }] : []),
    ];
  }, [packages, zones, midnight, signedUpSince]);
}
