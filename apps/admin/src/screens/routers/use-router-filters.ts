import { useMemo } from 'react';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { useZones } from '../zones/use-zones.ts';
import { say } from './texts.ts';

/** By the hotspot zone that they serve, where there is one. */
export function useRouterFilters(): readonly ListFilter[] {
  const zones = useZones();
  return useMemo(() => {
    const options = zones.map(({ id, name }) => ({ value: id, label: name }));
    return options.length === 0 ? [] : [{ name: 'zoneId', label: say('zone'), options }];
  }, [zones]);
}
