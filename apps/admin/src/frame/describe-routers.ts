import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import type { System } from '../api/types.ts';

/** How the routers are, in a few words: as many need a look as Routers shows in red or amber. */
export function describeRouters({ total, silent, broken, look, unknown }: System['nas']): string {
  const troubled = silent + broken + look;
  const known =
    total === 0
      ? 'None yet'
      : troubled === 0
        ? `${total}, all well`
        : `${troubled} of ${total} ${troubled === 1 ? 'needs' : 'need'} a look`;
  if (unknown === 0) return known;
  return `${known}; ${formatCount(unknown, 'unknown address', 'unknown addresses')} asked`;
}
