import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { useZones } from '../zones/use-zones.ts';
import { deviceFilters } from './device-filters.ts';
import { say } from './texts.ts';
import { lastSeenFilter } from './last-seen-filter.ts';

/** Beside what every house has: the zones, where there are hotspots. */
export function useDeviceFilters(): readonly ListFilter[] {
  const zones = useZones();
  const asked = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const { lastSeen, zoneId } = asked;
  return useMemo(() => {
    const places = zones.map(({ id, name }) => ({ value: id, label: name }));
    return [
      ...deviceFilters,
      lastSeenFilter(lastSeen),
      // One that a link asks for is asked for from the first, whatever it is called.
      ...(places.length > 0 || zoneId !== undefined
        ? [{ name: 'zoneId', label: say('zone'), options: places }]
        : []),
    ];
  }, [zones, lastSeen, zoneId]);
}
