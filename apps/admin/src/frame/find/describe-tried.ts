import type { Found } from '../../api/types.ts';
import { formatRelative } from '../../parts/format/time.ts';
import { reasonLabel } from '../../parts/said/say-said.ts';
import { say } from '../texts.ts';

/** `refused 14 times, 3 min. ago: Device not registered`, `tried as “rahlm” 3 min. ago`. */
export function describeTried(tried: Found['attempts'][number], now: number): string {
  const { outcome, reason, count, at, underOtherName, username } = tried;
  const ago = formatRelative(Date.parse(at), now);
  const when = count > 1 ? say('timesAgo', { count, ago }) : ago;
  if (outcome === 'accept') return say('letIn', { when });
  if (underOtherName) return say('triedAs', { username, when });
  if (reason === null) return say('refused', { when });
  return say('refusedBecause', { when, reason: reasonLabel(reason) });
}
