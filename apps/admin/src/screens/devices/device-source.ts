import type { Device } from '../../api/types.ts';
import { say } from './texts.ts';

/** How it came into the register. */
export function saySource(source: Device['source']): string {
  return say(`source_${source}`);
}

const BY_NOBODY: readonly Device['source'][] = ['customer', 'hotspot', 'learned'];

/** Whose name stands with it; where no operator and no token did it, how it came. */
export function sayAddedBy({ addedBy, source }: Pick<Device, 'addedBy' | 'source'>): string {
  return BY_NOBODY.includes(source) ? saySource(source) : addedBy;
}
