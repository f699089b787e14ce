import { Select } from '@mantine/core';
import { useZones } from './use-zones.ts';

type Props = {
  readonly zoneId: string | undefined;
  readonly onChange: (zoneId: string | undefined) => void;
};

/** All zones, or one of them; not there where there is only one. */
export function ZoneFilter({ zoneId, onChange }: Props) {
  const zones = useZones();
  if (zones.length <= 1 && zoneId === undefined) return null;
  return (
    <Select
      size="xs"
      aria-label="Zone"
      placeholder="All zones"
      clearable
      searchable
      nothingFoundMessage="There is no such zone"
      data={zones.map(({ id, name }) => ({ value: id, label: name }))}
      value={zoneId ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
