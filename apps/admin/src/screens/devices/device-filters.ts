import { deviceTypes } from '@gatehouse/domain/devices/device-types';
import type { ListFilter } from '../../parts/data-list/list-types.ts';

export const deviceFilters: readonly ListFilter[] = [
  { name: 'type', label: 'Type', options: deviceTypes.map((type) => ({ value: type, label: type })) },
  {
    name: 'source',
    label: 'Added by',
    options: [
      { value: 'operator', label: 'An operator' },
      { value: 'api-token', label: 'An API token' },
      { value: 'import', label: 'An import' },
      { value: 'hotspot', label: 'Automatic (hotspot)' },
      { value: 'learned', label: 'Automatic (learned)' },
      { value: 'customer', label: 'The customer' },
    ],
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
