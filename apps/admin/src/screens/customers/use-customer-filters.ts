import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { usePackages } from '../packages/use-packages.ts';
import { useZones } from '../zones/use-zones.ts';
import { customerFilters } from './customer-filters.ts';
import { signedUpFilter } from './signed-up-filter.ts';
import { say } from './texts.ts';

/** Beside what every house has: its packages and, where there are hotspots, their zones and who signed up when. */
export function useCustomerFilters(): readonly ListFilter[] {
  const packages = usePackages();
  const zones = useZones();
  const asked = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const { kind, zoneId, signedUpSince, signedUpZoneId } = asked;
  const midnight = new Date(useNow()).setHours(0, 0, 0, 0);
  return useMemo(() => {
    const options = packages.map(({ id, name }) => ({ value: id, label: name }));
    const servicePackage = { name: 'servicePackageId', label: say('package'), options };
    if (zones.length === 0) return [...customerFilters, ...(options.length > 0 ? [servicePackage] : [])];
    const places = zones.map(({ id, name }) => ({ value: id, label: name }));
    // Where a question makes sense only beside another, it is asked there: a row of seven says nothing.
    const isAskedWhere = kind === 'hotspot' || zoneId !== undefined;
    const isAskedWhereFrom = signedUpSince !== undefined || signedUpZoneId !== undefined;
    return [
      ...customerFilters,
      { ...servicePackage, options: [{ value: 'any-hotspot', label: say('anyOfHotspot') }, ...options] },
      ...(isAskedWhere ? [{ name: 'zoneId', label: say('devicesKnownIn'), options: places }] : []),
      signedUpFilter(midnight, signedUpSince),
      ...(isAskedWhereFrom ? [{ name: 'signedUpZoneId', label: say('signedUpIn'), options: places }] : []),
    ];
  }, [packages, zones, midnight, kind, zoneId, signedUpSince, signedUpZoneId]);
}
