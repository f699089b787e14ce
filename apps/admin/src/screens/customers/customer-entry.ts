import type { CustomerKind, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { checkUsername } from '@gatehouse/domain/username';
import { checkNetworkPassword } from '@gatehouse/domain/customers/network-password';
import type { Customer } from '../../api/types.ts';
import { amountFault, readAmount } from '../../parts/form/amount.ts';
import {
  CUSTOMER_NAME_LENGTH_MAX,
  emailFault,
  ipv4Fault,
  nameFault,
  phoneFault,
} from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

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
  readonly deviceLimit: string;
  readonly sessionLimit: string;
  readonly framedIpAddress: string;
  /** 'zone:7', 'router:3'; empty: where they log in. */
  readonly home: string;
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
    deviceLimit: String(customer?.deviceLimit ?? ''),
    sessionLimit: String(customer?.sessionLimit ?? ''),
    framedIpAddress: customer?.framedIpAddress ?? '',
    home: customer?.home?.byHand ? `${customer.home.kind}:${customer.home.id}` : '',
  };
}

export function toCustomer(entry: CustomerEntry): object {
  const filled = Object.entries(entry).filter(([, value]) => value !== '');
  return Object.fromEntries(filled.map(sent));
}

/** Only what differs; emptied is `null`: inherit. An empty password stays as it is. */
export function toChanges(entry: CustomerEntry, before: Customer): object {
  const old = entryOf(before);
  const changed = Object.entries(entry).filter(([name, value]) => value !== old[name as keyof CustomerEntry]);
  return Object.fromEntries(
    changed.map(([name, value]) => (value === '' ? [name, null] : sent([name, value]))),
  );
}

/** The limits are typed as text and sent as numbers; a home is chosen among two kinds of places. */
function sent([name, value]: readonly [string, string]): [string, string | number | object | null] {
  if (name === 'home') {
    const [kind, id] = value.split(':');
    return [name, kind === 'zone' ? { zoneId: id } : { routerId: id }];
  }
  return [name, name === 'deviceLimit' || name === 'sessionLimit' ? readAmount(value) : value];
}

const LIMIT_MAX = 1_000_000;

const USERNAME_FAULTS: Readonly<Record<string, string>> = {
  'username-empty': say('giveUsername'),
  'username-is-mac': say('usernameIsMac'),
  'username-too-long': say('usernameTooLong'),
  'username-unusable': say('usernameUnusable'),
};

export function checkCustomer(isNew: boolean) {
  return {
    name: (name: string) => nameFault(name, say('giveName'), CUSTOMER_NAME_LENGTH_MAX),
    username: (username: string) => {
      const fault = checkUsername(username);
      return fault === null ? null : (USERNAME_FAULTS[fault] ?? say('noUsername'));
    },
    password: (password: string) => {
      if (password === '') return isNew ? say('passwordNeeded') : null;
      return checkNetworkPassword(password) === null ? null : say('passwordTooLong');
    },
    phone: phoneFault,
    email: emailFault,
    deviceLimit: (typed: string) => amountFault(typed, { min: 0, max: LIMIT_MAX, whole: true }),
    sessionLimit: (typed: string) => amountFault(typed, { min: 1, max: LIMIT_MAX, whole: true }),
    framedIpAddress: ipv4Fault,
  };
}
