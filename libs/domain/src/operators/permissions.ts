export const roles = ['owner', 'manager', 'support', 'sales', 'read-only'] as const;
export type Role = (typeof roles)[number];

const EVERYONE: readonly Role[] = roles;
const OWNER: readonly Role[] = ['owner'];
const MANAGERS: readonly Role[] = ['owner', 'manager'];
const SUPPORT: readonly Role[] = ['owner', 'manager', 'support'];
const SALES: readonly Role[] = ['owner', 'manager', 'sales'];
const SUPPORT_AND_SALES: readonly Role[] = ['owner', 'manager', 'support', 'sales'];

type Holders = {
  readonly roles: readonly Role[];
  /** It concerns everybody's customers alike: no operator who is limited to zones and routers holds it. */
  readonly wholeHouse: boolean;
};

const within = (roles: readonly Role[]): Holders => ({ roles, wholeHouse: false });
const wholeHouse = (roles: readonly Role[]): Holders => ({ roles, wholeHouse: true });

/**
 * Who may do what: menu, buttons and API follow it. The owner may do everything. `within`: operators who are limited to zones
 * and routers do it to what is theirs.
 */
export const PERMISSIONS = {
  'customers.read': within(EVERYONE),
  'customers.add': within(SUPPORT_AND_SALES),
  'customers.change': within(SUPPORT_AND_SALES),
  'passwords.show': within(SUPPORT),
  'devices.read': within(EVERYONE),
  'devices.add': within(SUPPORT_AND_SALES),
  'devices.remove': within(SUPPORT_AND_SALES),
  'subscriptions.add': within(SALES),
  'imports.run': wholeHouse(MANAGERS),
  'payments.read': within(EVERYONE),
  'payments.decide': within(SALES),
  'payments.refund': within(MANAGERS),
  'payment-methods.read': within(EVERYONE),
  'payment-methods.change': wholeHouse(MANAGERS),
  'vouchers.read': within(EVERYONE),
  'vouchers.add': within(SALES),
  'vouchers.revoke': within(SALES),
  'service-packages.read': within(EVERYONE),
  'service-packages.change': wholeHouse(MANAGERS),
  'hotspot-zones.read': within(EVERYONE),
  'hotspot-zones.change': wholeHouse(MANAGERS),
  'nas.read': within(EVERYONE),
  'nas.change': wholeHouse(MANAGERS),
  'secrets.show': within(MANAGERS),
  'sessions.read': within(EVERYONE),
  'sessions.disconnect': within(SUPPORT_AND_SALES),
  'access-log.read': within(EVERYONE),
  'audit-log.read': within(MANAGERS),
  'system.read': wholeHouse(EVERYONE),
  'system.change': wholeHouse(MANAGERS),
  'views.share': wholeHouse(MANAGERS),
  'settings.read': within(EVERYONE),
  'settings.change': wholeHouse(MANAGERS),
  'webhooks.read': wholeHouse(EVERYONE),
  'webhooks.change': wholeHouse(MANAGERS),
  'operators.change': wholeHouse(OWNER),
  'api-tokens.change': wholeHouse(OWNER),
} as const satisfies Record<string, Holders>;

export type Permission = keyof typeof PERMISSIONS;

export const permissions = Object.keys(PERMISSIONS) as Permission[];

/** @param limited to zones and routers: their customers are found by who asks, this is about what is asked for */
export function mayDo(role: Role, permission: Permission, limited = false): boolean {
  const { roles: holders, wholeHouse: everybody } = PERMISSIONS[permission];
  return holders.includes(role) && !(limited && everybody);
}

export function isRole(word: string): word is Role {
  return (roles as readonly string[]).includes(word);
}

/** Roles in words, for what the server says; the web app says them in its own languages. */
export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  manager: 'Manager',
  support: 'Support',
  sales: 'Sales',
  'read-only': 'Read only',
};
