import { rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { reasonLabel } from '../../parts/said/say-said.ts';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { say } from './texts.ts';

/** A customer's own attempts have no passers-by. */
export const ownAttemptFilters: readonly ListFilter[] = [
  {
    name: 'outcome',
    label: say('outcome'),
    options: [
      { value: 'accept', label: say('accepted') },
      { value: 'reject', label: say('refused') },
    ],
  },
  {
    name: 'reason',
    label: say('reason'),
    options: rejectReasons.map((reason) => ({ value: reason, label: reasonLabel(reason) })),
  },
];

export const attemptFilters: readonly ListFilter[] = [
  ...ownAttemptFilters,
  { name: 'passersBy', label: say('passersBy'), options: [{ value: 'true', label: say('shown') }] },
];
