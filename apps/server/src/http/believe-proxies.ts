import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { type ApiEnv, sourceAddressOf } from './api-env.ts';

/**
 * Where a request came from, as the proxies in front of us tell it (X-Forwarded-For). The word of anybody else is not
 * looked at: whoever could name an address of their choice would never be counted as one who guesses.
 */
export function believeProxies(proxies: readonly string[]): MiddlewareHandler<ApiEnv> {
  const stated = new Set(proxies);
  return async (c, next) => {
    const asker = sourceAddressOf(c);
    if (asker !== null && stated.has(asker))
      c.set('sourceAddress', tellSource(c.req.header('X-Forwarded-For') ?? '', asker, stated));
    return next();
  };
}

/** Each proxy adds whom it was asked by at the end: the last that is no proxy of ours is as far as words can be trusted. */
export function tellSource(forwardedFor: string, asker: string, proxies: ReadonlySet<string>): string {
  let source = asker;
  for (const told of forwardedFor.split(',').reverse()) {
    const address = told.trim().replace(/^::ffff:(?=\d+\.)/, '');
    if (isIP(address) === 0) break;
    source = address;
    if (!proxies.has(address)) break;
  }
  return source;
}
