import type { BulkKind } from '@gatehouse/domain/devices/bulk-words';
import type { Kind } from '../work/bulk-work.ts';
import { block } from './block.ts';
import { move } from './move.ts';
import { relabel } from './relabel.ts';
import { remove } from './remove.ts';

/** All that can be done to many devices. To add one: a file beside these, its word in the domain, and a line here. */
export const KINDS: Readonly<Record<BulkKind, Kind>> = {
  label: relabel('label'),
  type: relabel('type'),
  move,
  remove,
  block,
};
