export const roles = ['owner', 'manager', 'support', 'sales', 'read-only'] as const;
export type Role = (typeof roles)[number];

const EVERYONE: readonly Role[] = roles;
const OWNER: readonly Role[] = ['owner'];
const MANAGERS: readonly Role[] = ['owner', 'manager'];
const SUPPORT: readonly Role[] = ['owner', 'manager', 'support'];
const SALES: readonly Role[] = ['owner', 'manager', 'sales'];
const SUPPORT_AND_SALES: readonly Role[] = ['owner', 'manager', 'support', 'sales'];

/** Who may do what. The owner may do everything. */
export const PERMISSIONS = {
  'customers.read': EVERYONE,
  'customers.add': SUPPORT_AND_SALES,
  'customers.change': SUPPORT_AND_SALES,
  'passwords.show': SUPPORT,
  'devices.read': EVERYONE,
  'devices.add': SUPPORT_AND_SALES,
  'devices.remove': SUPPORT_AND_SALES,
  'subscriptions.add': SALES,
  'imports.run': MANAGERS,
  'payments.read': EVERYONE,
  'payments.decide': SALES,
  'payments.refund': MANAGERS,
  'payment-methods.read': EVERYONE,
  'payment-methods.change': MANAGERS,
  'vouchers.read': EVERYONE,
  'vouchers.add': SALES,
  'vouchers.revoke': SALES,
  'service-packages.read': EVERYONE,
  'service-packages.change': MANAGERS,
  'hotspot-zones.read': EVERYONE,
  'hotspot-zones.change': MANAGERS,
  'nas.read': EVERYONE,
  'nas.change': MANAGERS,
  'secrets.show': MANAGERS,
  'sessions.read': EVERYONE,
  'sessions.disconnect': SUPPORT_AND_SALES,
  'access-log.read': EVERYONE,
  'system.read': EVERYONE,
  'system.change': MANAGERS,
  'views.share': MANAGERS,
  'settings.read': EVERYONE,
  'settings.change': MANAGERS,
  'webhooks.read': EVERYONE,
  'webhooks.change': MANAGERS,
  'operators.change': OWNER,
  'api-tokens.change': OWNER,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const permissions = Object.keys(PERMISSIONS) as Permission[];

export function mayDo(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return allowed.includes(role);
}

export function isRole(word: string): word is Role {
  return (roles as readonly string[]).includes(word);
}

/** Roles in words, for a list to choose from. */
export const ROLE_LABELS: Readonly<Record<Role, { label: string; description: string }>> = {
  owner: { label: 'Owner', description: 'May do everything, operators and API tokens included.' },
  manager: { label: 'Manager', description: 'Everything but operators and API tokens.' },
  support: { label: 'Support', description: 'Customers and their devices; may show network passwords.' },
  sales: { label: 'Sales', description: 'Customers, their devices, packages, payments and vouchers.' },
  'read-only': { label: 'Read only', description: 'Sees everything but passwords, changes nothing.' },
};
