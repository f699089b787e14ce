import { coovachilli } from './coovachilli.ts';
import type { Gateway, GatewayRedirect, RedirectQuery } from './gateway.ts';
import { mikrotik } from './mikrotik.ts';

/** Each is asked in this order whether a redirect is its own. */
export const gateways: readonly Gateway[] = [mikrotik, coovachilli];

/** `null`: no gateway that we know sends the like. */
export function readRedirect(query: RedirectQuery): GatewayRedirect | null {
  return gateways.find((gateway) => gateway.recognises(query))?.read(query) ?? null;
}

export function gatewayOf({ gateway }: GatewayRedirect): Gateway | null {
  return gateways.find(({ id }) => id === gateway) ?? null;
}
