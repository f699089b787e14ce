import {
  REQUEST_KIND_LABELS,
  REQUEST_REASON_LABELS,
  REQUEST_STATE_LABELS,
} from '@gatehouse/domain/dynamic-authorization/request-words';
import type { ListFilter } from '../../parts/data-list/list-types.ts';

export const requestFilters: readonly ListFilter[] = [
  { name: 'state', label: 'Result', options: toOptions(REQUEST_STATE_LABELS) },
  { name: 'reason', label: 'Why', options: toOptions(REQUEST_REASON_LABELS) },
  { name: 'kind', label: 'What', options: toOptions(REQUEST_KIND_LABELS) },
];

function toOptions(labels: Readonly<Record<string, string>>): ListFilter['options'] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
