/** What webhooks are told, and what each means. A name is fixed for ever once a program listens for it. */
export const EVENT_TYPES = {
  'device.added': 'Somebody registered a device, or brought a removed one back',
  'device.auto-registered': 'A login with the right password registered its device',
  'device.changed': 'A device has another label or type',
  'device.replaced': 'A device goes on with another MAC address',
  'device.moved': 'A device belongs to another customer now',
  'device.removed': 'A device was removed',
  'device.refused':
    'The right password came from a device that nobody registered: told at its first refusal, and after an hour without one',
  'device.clone-suspected': 'One MAC address is online at two places at once',
  'device.blocked': 'A MAC address is refused everywhere now',
  'device.unblocked': 'A MAC address is no longer blocked',
  'customer.added': 'There is a new customer',
  'customer.changed': 'Something about a customer is different',
  'customer.suspended': 'A customer was suspended',
  'customer.activated': 'A suspended or ended customer is active again',
  'customer.ended': 'A customer has ended',
  'customer.removed': 'A customer that an import had made is gone: the import was undone',
  'customer.package-given': 'A customer got a package: bought, renewed or given',
  'customer.package-taken-back': 'A renewal was undone: wholly, or what was left of it has ended',
} as const;

export type EventType = keyof typeof EVENT_TYPES;

export const eventTypes = Object.keys(EVENT_TYPES) as EventType[];
