import { Select } from '@mantine/core';
import { say } from './texts.ts';
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
      aria-label={say('zone')}
      placeholder={say('allZones')}
      clearable
      searchable
      nothingFoundMessage={say('noSuchZone')}
      data={zones.map(({ id, name }) => ({ value: id, label: name }))}
      value={zoneId ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
