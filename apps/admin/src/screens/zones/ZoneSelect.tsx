import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
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
  label = 'Hotspot zone',
  ...rest
}: Props) {
  const zones = useZones();
  return (
    <Select
      {...(compact
        ? { 'aria-label': label, placeholder: 'Zone', flex: 1 }
        : {
            label,
            name: 'zoneId',
            description: 'Only where the router runs a hotspot.',
            placeholder: 'None: it serves lines',
          })}
      clearable
      searchable
      nothingFoundMessage="There is no such zone"
      data={zones.map(({ id, name, ssid }) => ({ value: id, label: `${name} · ${ssid}` }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      {...rest}
    />
  );
}
