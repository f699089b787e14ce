import type { System } from '../api/types.ts';
import { say } from './texts.ts';

/** How the routers are, in a few words: as many need a look as Routers shows in red or amber. */
export function describeRouters({ total, silent, broken, look, unknown }: System['nas']): string {
  const troubled = silent + broken + look;
  const known =
    total === 0
      ? say('noneYet')
      : troubled === 0
        ? say('allWell', { total })
        : say('routersLook', { count: troubled, total });
  if (unknown === 0) return known;
  return say('unknownAsked', { known, count: unknown });
}
