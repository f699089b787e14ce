import { useMemo } from 'react';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { usePackages } from '../packages/use-packages.ts';
import { useZones } from '../zones/use-zones.ts';

export const ownSessionFilters: readonly ListFilter[] = [
  {
    name: 'open',
    label: 'State',
    options: [
      { value: 'true', label: 'Online' },
      { value: 'false', label: 'Ended' },
    ],
  },
];

/** Of everybody's sessions: also where, and under which package. */
export function useSessionFilters(): readonly ListFilter[] {
  const packages = usePackages();
  const zones = useZones();
  return useMemo(() => {
    const options = zones.map(({ id, name }) => ({ value: id, label: name }));
    const inZone = {
      name: 'zoneId',
      label: 'Hotspot',
      options: [{ value: 'any', label: 'any zone' }, ...options],
    };
    const under = {
      name: 'servicePackageId',
      label: 'Package',
      options: packages.map(({ id, name }) => ({ value: id, label: name })),
    };
    return [
      ...ownSessionFilters,
      ...(zones.length > 0 ? [inZone] : []),
      ...(packages.length > 0 ? [under] : []),
    ];
  }, [packages, zones]);
}
