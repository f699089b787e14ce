import { deviceTypes } from '@gatehouse/domain/devices/device-types';
import type { Device } from '../../api/types.ts';
import type { ListFilter } from '../../parts/data-list/list-types.ts';

export const SOURCE_LABELS: Readonly<Record<Device['source'], string>> = {
  operator: 'An operator',
  'api-token': 'An API token',
  import: 'An import',
  hotspot: 'Automatic (hotspot)',
  learned: 'Automatic (learned)',
  customer: 'The customer',
};

export const deviceFilters: readonly ListFilter[] = [
  { name: 'type', label: 'Type', options: deviceTypes.map((type) => ({ value: type, label: type })) },
  {
    name: 'source',
    label: 'Added by',
    options: Object.entries(SOURCE_LABELS).map(([value, label]) => ({ value, label })),
  },
  {
    name: 'private',
    label: 'Address',
    options: [
      { value: 'true', label: 'Private' },
      { value: 'false', label: 'From a vendor' },
    ],
  },
];
