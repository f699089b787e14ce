import { say } from './texts.ts';

/** What the log is about: the first words of actions. */
const THINGS = [
  'customers',
  'devices',
  'blocked-macs',
  'swap-windows',
  'review',
  'bulk-actions',
  'imports',
  'subscriptions',
  'service-packages',
  'payments',
  'payment-methods',
  'vouchers',
  'sessions',
  'nas',
  'hotspot-zones',
  'passwords',
  'secrets',
  'operators',
  'api-tokens',
  'settings',
  'webhooks',
  'system',
  'audit-log',
] as const;

/** As a list to choose from. */
export const AUDITED_THINGS = THINGS.map((value) => ({ value, label: say(`thing_${value}`) }));
