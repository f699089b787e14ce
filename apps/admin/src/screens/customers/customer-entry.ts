import type { CustomerKind, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { checkUsername } from '@gatehouse/domain/username';
import { checkNetworkPassword } from '@gatehouse/domain/customers/network-password';
import type { Customer } from '../../api/types.ts';

/** A customer as typed into the form: text everywhere, empty for "inherit" or "nothing". */
export type CustomerEntry = {
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly kind: CustomerKind;
  readonly servicePackageId: string;
  readonly phone: string;
  readonly email: string;
  readonly macBinding: MacBindingMode | '';
  readonly deviceLimit: number | string;
  readonly sessionLimit: number | string;
  readonly framedIpAddress: string;
};

export function entryOf(customer: Customer | undefined): CustomerEntry {
  return {
    name: customer?.name ?? '',
    username: customer?.username ?? '',
    password: '',
    kind: customer?.kind ?? 'pppoe',
    servicePackageId: customer?.subscription?.servicePackageId ?? '',
    phone: customer?.phone ?? '',
    email: customer?.email ?? '',
    macBinding: customer?.macBinding ?? '',
    deviceLimit: customer?.deviceLimit ?? '',
    sessionLimit: customer?.sessionLimit ?? '',
    framedIpAddress: customer?.framedIpAddress ?? '',
  };
}

export function toCustomer(entry: CustomerEntry): object {
  const filled = Object.entries(entry).filter(([, value]) => value !== '');
  return Object.fromEntries(filled);
}

/** Only what differs; emptied is `null`: inherit. An empty password stays as it is. */
export function toChanges(entry: CustomerEntry, before: Customer): object {
  const old = entryOf(before);
  const changed = Object.entries(entry).filter(([name, value]) => value !== old[name as keyof CustomerEntry]);
  return Object.fromEntries(changed.map(([name, value]) => [name, value === '' ? null : value]));
}

const USERNAME_FAULTS: Readonly<Record<string, string>> = {
  'username-empty': 'Give the username that the router logs in with.',
  'username-is-mac': 'A username must not be a MAC address: devices log in by those.',
  'username-too-long': 'A username may have 253 octets at most.',
};

export function checkCustomer(isNew: boolean) {
  return {
    name: (name: string) => (name.trim() === '' ? 'Give the customer’s name.' : null),
    username: (username: string) => {
      const fault = checkUsername(username);
      return fault === null ? null : (USERNAME_FAULTS[fault] ?? 'This cannot be a username.');
    },
    password: (password: string) => {
      if (password === '') return isNew ? 'A customer needs a network password.' : null;
      return checkNetworkPassword(password) === null ? null : 'A password may have 128 octets at most.';
    },
  };
}
