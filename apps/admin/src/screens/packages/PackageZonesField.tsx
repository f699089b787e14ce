import { MultiSelect } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useZones } from '../zones/use-zones.ts';
import type { PackageEntry } from './package-entry.ts';

/** Where a hotspot package is good. */
export function PackageZonesField({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  const zones = useZones();
  const { zoneIds } = form.getValues();
  return (
    <MultiSelect
      label="Good in"
      name="zoneIds"
      description="Zones where it may be used. None chosen: all, also those added later."
      placeholder={zoneIds.length === 0 ? 'All zones' : ''}
      searchable
      clearable
      nothingFoundMessage="There is no such zone"
      data={zones.map(({ id, name }) => ({ value: id, label: name }))}
      {...form.getInputProps('zoneIds')}
      value={[...zoneIds]}
    />
  );
}
