import type { Permission } from '../operators/permissions.ts';

/** What can be done to many devices at once. */
export const bulkKinds = ['label', 'type', 'move', 'remove', 'block'] as const;
export type BulkKind = (typeof bulkKinds)[number];

/** As it is for one device. */
export const BULK_PERMISSIONS: Readonly<Record<BulkKind, Permission>> = {
  label: 'devices.add',
  type: 'devices.add',
  move: 'devices.add',
  remove: 'devices.remove',
  block: 'devices.remove',
};

/** `working` and `undoing` are being worked at; `stopped`: somebody said that the rest is to be left. */
export const bulkStates = ['working', 'done', 'stopped', 'undoing', 'undone'] as const;
export type BulkState = (typeof bulkStates)[number];

export function isBulkUnderWay(state: BulkState): boolean {
  return state === 'working' || state === 'undoing';
}

/**
 * What became of a device: `nothing`: it was so already; `left`: it could not be done; `not-undone`: somebody else has
 * changed it since.
 */
export const bulkOutcomes = ['changed', 'nothing', 'left', 'undone', 'not-undone'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

export const BULK_OUTCOME_LABELS: Readonly<Record<BulkOutcome, string>> = {
  changed: 'Done',
  nothing: 'Nothing to do',
  left: 'Left out',
  undone: 'Undone',
  'not-undone': 'Not undone',
};
