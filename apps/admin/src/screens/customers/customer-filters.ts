import { customerKinds, customerStatuses, macBindingModes } from '@gatehouse/domain/access/access-facts';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { BINDING_LABELS, KIND_LABELS, STATUS_LABELS } from './customer-words.ts';
import { say } from './texts.ts';

export const customerFilters: readonly ListFilter[] = [
  {
    name: 'kind',
    label: say('kind'),
    options: customerKinds.map((kind) => ({ value: kind, label: KIND_LABELS[kind] })),
  },
  {
    name: 'status',
    label: say('state'),
    options: customerStatuses.map((status) => ({ value: status, label: STATUS_LABELS[status].label })),
  },
  {
    name: 'macBinding',
    label: say('macBinding'),
    options: macBindingModes.map((mode) => ({ value: mode, label: BINDING_LABELS[mode].label })),
  },
];
