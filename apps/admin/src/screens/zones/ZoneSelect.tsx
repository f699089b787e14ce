import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { HotspotZone, Page } from '../../api/types.ts';

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
  const { data } = useQuery({
    queryKey: ['hotspot-zones', 'choose'],
    queryFn: ({ signal }) => getJson<Page<HotspotZone>>('/hotspot-zones', { limit: 500 }, signal),
  });
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
      data={(data?.items ?? []).map(({ id, name, ssid }) => ({ value: id, label: `${name} · ${ssid}` }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      {...rest}
    />
  );
}
