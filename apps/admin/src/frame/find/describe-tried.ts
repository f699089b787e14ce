import { REJECT_REASONS } from '@gatehouse/domain/access/reject-reasons';
import type { Found } from '../../api/types.ts';
import { formatRelative } from '../../parts/format/time.ts';

/** `refused 14 times, 3 min. ago: Device not registered`, `tried as “rahlm” 3 min. ago`. */
export function describeTried(tried: Found['attempts'][number], now: number): string {
  const { outcome, reason, count, at, underOtherName, username } = tried;
  const when = `${count > 1 ? `${count.toLocaleString('en')} times, ` : ''}${formatRelative(Date.parse(at), now)}`;
  if (outcome === 'accept') return `let in ${when}`;
  if (underOtherName) return `tried as “${username}” ${when}`;
  return `refused ${when}${reason === null ? '' : `: ${REJECT_REASONS[reason].label}`}`;
}
