import { coovachilliKit } from './coovachilli-kit.ts';
import { mikrotikKit } from './mikrotik-kit.ts';
import type { RouterKit } from './router-kit.ts';

/** Every make of router that there is a set-up kit for. To add one: a file beside these, and a line here. */
export const routerKits: readonly RouterKit[] = [mikrotikKit, coovachilliKit];

/** `null`: this make has none; its settings are typed by hand. */
export function findRouterKit(vendor: string): RouterKit | null {
  return routerKits.find((kit) => kit.vendor === vendor) ?? null;
}
