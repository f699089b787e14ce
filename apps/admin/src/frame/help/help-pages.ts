/** The pages of `docs/handbook/` that the app leads to. */
export const HELP_PAGES = [
  'a-customer-calls',
  'audit-log',
  'bring-customers-over',
  'customers',
  'devices',
  'disconnecting',
  'getting-started',
  'hotspot-packages',
  'hotspot-portal',
  'hotspots-at-a-glance',
  'is-everything-all-right',
  'mac-binding',
  'mail',
  'mikrotik',
  'monitoring',
  'operators',
  'payments',
  'vouchers',
  'webhooks',
  'what-binding-protects-from',
  'why-refused',
  'your-account',
] as const;
export type HelpPageName = (typeof HELP_PAGES)[number];

/** By how a path begins; the first that fits counts. */
const BY_PATH: readonly (readonly [beginning: string, page: HelpPageName])[] = [
  ['/getting-started', 'getting-started'],
  ['/customers', 'customers'],
  ['/devices', 'devices'],
  ['/imports', 'bring-customers-over'],
  ['/review', 'devices'],
  ['/sessions', 'disconnecting'],
  ['/access-log', 'why-refused'],
  ['/disconnects', 'disconnecting'],
  ['/payments', 'payments'],
  ['/vouchers', 'vouchers'],
  ['/sales', 'payments'],
  ['/hotspot', 'hotspots-at-a-glance'],
  ['/packages', 'hotspot-packages'],
  ['/zones', 'hotspot-portal'],
  ['/routers', 'mikrotik'],
  ['/system', 'monitoring'],
  ['/audit-log', 'audit-log'],
  ['/operators', 'operators'],
  ['/settings/my-account', 'your-account'],
  ['/settings/sign-in', 'operators'],
  ['/settings/operators', 'operators'],
  ['/settings/api-tokens', 'operators'],
  ['/settings/mail', 'mail'],
  ['/settings/disconnecting', 'disconnecting'],
  ['/settings/hotspot', 'hotspot-portal'],
  ['/settings/payment-methods', 'payments'],
  ['/settings/webhooks', 'webhooks'],
  ['/settings', 'your-account'],
];

/** The page about the screen at this path; `null`: none is about it alone. */
export function helpPageOf(path: string): HelpPageName | null {
  if (path === '/') return 'is-everything-all-right';
  return BY_PATH.find(([beginning]) => path === beginning || path.startsWith(`${beginning}/`))?.[1] ?? null;
}

export function helpAddress(page: HelpPageName | null, anchor?: string): string {
  return `/help${page === null ? '' : `/${page}`}${anchor === undefined ? '' : `#${anchor}`}`;
}
