import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { say } from './texts.ts';
import { useZones } from './use-zones.ts';

type Props = {
  readonly value?: string;
  readonly onChange: (zoneId: string) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
  /** Inside a row: the label is said, not shown. */
  readonly compact?: boolean;
  readonly label?: string;
};

export function ZoneSelect({
  value = '',
  onChange,
  compact = false,
  label = say('hotspotZone'),
  ...rest
}: Props) {
  const zones = useZones();
  return (
    <Select
      {...(compact
        ? { 'aria-label': label, placeholder: say('zone'), flex: 1 }
        : {
            label,
            name: 'zoneId',
            description: say('onlyHotspot'),
            placeholder: say('noneLines'),
          })}
      clearable
      searchable
      nothingFoundMessage={say('noSuchZone')}
      data={zones.map(({ id, name, ssid }) => ({ value: id, label: `${name} · ${ssid}` }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      {...rest}
    />
  );
}
