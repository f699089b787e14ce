import { useMemo } from 'react';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { usePackages } from '../packages/use-packages.ts';
import { useZones } from '../zones/use-zones.ts';
import { say } from './texts.ts';

export const ownSessionFilters: readonly ListFilter[] = [
  {
    name: 'open',
    label: say('state'),
    options: [
      { value: 'true', label: say('online') },
      { value: 'false', label: say('ended') },
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
      label: say('hotspot'),
      options: [{ value: 'any', label: say('anyZone') }, ...options],
    };
    const under = {
      name: 'servicePackageId',
      label: say('package'),
      options: packages.map(({ id, name }) => ({ value: id, label: name })),
    };
    return [
      ...ownSessionFilters,
      ...(zones.length > 0 ? [inZone] : []),
      ...(packages.length > 0 ? [under] : []),
    ];
  }, [packages, zones]);
}
