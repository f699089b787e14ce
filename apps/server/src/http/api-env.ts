import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Actor } from '../actor.ts';
import type { FoundCaller } from '../operators/find-caller.ts';

/** Who is asking, as found by its token or cookie. */
export type Caller = FoundCaller;

/** What every handler of the API finds in its context. */
export type ApiEnv = {
  Bindings: Partial<HttpBindings>;
  /** `sourceAddress`: as a proxy in front of us told it. */
  Variables: { caller: Caller | null; sourceAddress?: string };
};

export type ApiContext = Context<ApiEnv>;

/** The caller of a route that is not public; `require-permission` has seen to it that there is one. */
export function actorOf(c: ApiContext): Actor {
  const { caller } = c.var;
  if (caller === null) throw new Error('This route is public and has no actor.');
  return caller.actor;
}

/** The address the request came from; `null` when there is no socket (a request made inside the process). */
export function sourceAddressOf(c: ApiContext): string | null {
  const told = c.get('sourceAddress');
  if (told !== undefined) return told;
  const address = c.env?.incoming?.socket.remoteAddress ?? null;
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}
