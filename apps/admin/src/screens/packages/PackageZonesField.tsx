import { MultiSelect } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useZones } from '../zones/use-zones.ts';
import type { PackageEntry } from './package-entry.ts';
import { say } from './texts.ts';

/** Where a hotspot package is good. */
export function PackageZonesField({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  const zones = useZones();
  const { zoneIds } = form.getValues();
  return (
    <MultiSelect
      label={say('goodIn')}
      name="zoneIds"
      description={say('goodInHelp')}
      placeholder={zoneIds.length === 0 ? say('allZones') : ''}
      searchable
      clearable
      nothingFoundMessage={say('noSuchZone')}
      data={zones.map(({ id, name }) => ({ value: id, label: name }))}
      {...form.getInputProps('zoneIds')}
      value={[...zoneIds]}
    />
  );
}
