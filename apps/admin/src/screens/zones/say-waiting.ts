import { WAITING_TOLD_MAX } from '@gatehouse/domain/hotspot-zones/waiting-told';
import { formatNumber } from '../../parts/format/number.ts';
import { say } from './texts.ts';

/** How many unknown devices wait in a zone, in words: `7`; of as many as are told of, `200 or more`. */
export function sayWaiting(count: number): string {
  return count < WAITING_TOLD_MAX ? formatNumber(count) : say('orMore', { number: count });
}
