import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { useMethods } from '../payment-methods/use-methods.ts';
import { useZones } from '../zones/use-zones.ts';
import { STATE_LABELS } from './payment-words.ts';
import { whenFilters } from './when-filters.ts';
import { say } from './texts.ts';

const needsYou: ListFilter = {
  name: 'needsPerson',
  label: say('needsYou'),
  options: [{ value: 'true', label: say('yes') }],
};

const byState: ListFilter = {
  name: 'state',
  label: say('state'),
  options: Object.entries(STATE_LABELS).map(([value, { label }]) => ({ value, label })),
};

export const ownPaymentFilters: readonly ListFilter[] = [byState];

/** Of everybody's payments: also by which method, where and when. */
export function usePaymentFilters(): readonly ListFilter[] {
  const { data: methods } = useMethods();
  const zones = useZones();
  const { from, to } = useSearch({ strict: false }) as { from?: string; to?: string };
  const midnight = new Date(useNow()).setHours(0, 0, 0, 0);
  return useMemo(() => {
    const byMethod = {
      name: 'paymentMethodId',
      label: say('by'),
      options: (methods ?? []).map(({ id, name }) => ({ value: id, label: name })),
    };
    const inZone = {
      name: 'zoneId',
      label: say('zone'),
      options: zones.map(({ id, name }) => ({ value: id, label: name })),
    };
    return [
      needsYou,
      byState,
      ...(byMethod.options.length > 0 ? [byMethod] : []),
      ...(zones.length > 0 ? [inZone] : []),
      ...whenFilters(midnight, { from, to }),
    ];
  }, [methods, zones, midnight, from, to]);
}
