import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { reasonLabel } from '../../parts/said/say-said.ts';
import type { ListFilter } from '../../parts/data-list/list-types.ts';

/** A customer's own attempts have no passers-by. */
export const ownAttemptFilters: readonly ListFilter[] = [
  {
    name: 'outcome',
    label: 'Outcome',
    options: [
      { value: 'accept', label: 'Accepted' },
      { value: 'reject', label: 'Refused' },
    ],
  },
  {
    name: 'reason',
    label: 'Reason',
    options: rejectReasons.map((reason) => ({ value: reason, label: reasonLabel(reason) })),
  },
];

export const attemptFilters: readonly ListFilter[] = [
  ...ownAttemptFilters,
  { name: 'passersBy', label: 'Passers-by', options: [{ value: 'true', label: 'shown' }] },
];
