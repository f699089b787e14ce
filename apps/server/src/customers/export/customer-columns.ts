import type { Customer } from '../customers.schemas.ts';

/** What an exported file can say of a customer, in the order in which it does where nobody chooses. Never a password. */
export const customerColumns = [
  'name',
  'username',
  'status',
  'kind',
  'package',
  'packageEndsAt',
  'macBinding',
  'devices',
  'deviceLimit',
  'sessionLimit',
  'phone',
  'email',
  'framedIpAddress',
  'createdAt',
  'id',
] as const;
export type CustomerColumn = (typeof customerColumns)[number];

type Column = { readonly head: string; readonly text: (customer: Customer) => string | number | null };

export const CUSTOMER_COLUMNS: Readonly<Record<CustomerColumn, Column>> = {
  name: { head: 'Name', text: ({ name }) => name },
  username: { head: 'Username', text: ({ username }) => username },
  status: { head: 'State', text: ({ status }) => status },
  kind: { head: 'Kind', text: ({ kind }) => kind },
  package: { head: 'Package', text: ({ subscription }) => subscription?.servicePackageName ?? null },
  packageEndsAt: { head: 'Package ends', text: ({ subscription }) => subscription?.endsAt ?? null },
  macBinding: { head: 'MAC binding', text: ({ effective }) => effective.macBinding.value },
  devices: { head: 'Devices', text: ({ deviceCount }) => deviceCount },
  deviceLimit: { head: 'Device limit', text: ({ effective }) => effective.deviceLimit.value },
  sessionLimit: { head: 'Session limit', text: ({ effective }) => effective.sessionLimit.value },
  phone: { head: 'Phone', text: ({ phone }) => phone },
  email: { head: 'E-mail', text: ({ email }) => email },
  framedIpAddress: { head: 'IP address', text: ({ framedIpAddress }) => framedIpAddress },
  createdAt: { head: 'Added', text: ({ createdAt }) => createdAt },
  id: { head: 'Customer id', text: ({ id }) => id },
};

/** Times as ISO 8601 in UTC, nothing where there is nothing. */
export function cellsOf(customer: Customer, columns: readonly CustomerColumn[]): string[] {
  return columns.map((column) => String(CUSTOMER_COLUMNS[column].text(customer) ?? ''));
}
