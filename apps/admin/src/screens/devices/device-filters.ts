import { deviceSources, deviceTypes } from '@gatehouse/domain/devices/device-types';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { sayDeviceType } from '../../parts/device-type/device-type.ts';
import { saySource } from './device-source.ts';
import { say } from './texts.ts';

export const deviceFilters: readonly ListFilter[] = [
  {
    name: 'type',
    label: say('type'),
    options: deviceTypes.map((type) => ({ value: type, label: sayDeviceType(type) })),
  },
  {
    name: 'source',
    label: say('addedBy'),
    options: deviceSources.map((source) => ({ value: source, label: saySource(source) })),
  },
  {
    name: 'private',
    label: say('address'),
    options: [
      { value: 'true', label: say('private') },
      { value: 'false', label: say('fromVendor') },
    ],
  },
];
