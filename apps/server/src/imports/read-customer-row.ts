import { usernameKey } from '@gatehouse/domain/username';
import { networkPasswordFault, readUsername } from '../customers/customer-fields.ts';
import { type AddCustomerInput, addCustomerInput } from '../customers/customers.schemas.ts';
import { readDeviceMac } from '../devices/read-mac.ts';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { fieldErrors } from '../field-errors.ts';
import { isRefused, type Refused } from '../outcome.ts';
import type { CsvColumns, CsvRow } from './read-csv.ts';

export const CUSTOMER_COLUMNS: CsvColumns = {
  required: ['username', 'password'],
  optional: ['name', 'kind', 'macBinding', 'deviceLimit', 'package', 'phone', 'email', 'macs'],
};

export type CustomerRow = {
  readonly line: number;
  readonly input: AddCustomerInput;
  readonly username: string;
  readonly key: string;
  readonly packageName: string | null;
  /** `AA:BB:CC:DD:EE:FF`, each once. */
  readonly macs: readonly string[];
};

/** A row as a customer, or the sentence why it cannot be one. */
export function readCustomerRow({ line, cells }: CsvRow): CustomerRow | string {
  const cell = (name: string) => cells[name]?.trim() || null;
  const username = readUsername(cells['username'] ?? '');
  if (isRefused(username)) return sentenceOf(username);
  const typed = {
    name: cell('name') ?? username.username,
    username: username.username,
    password: cells['password'] ?? '',
    kind: cell('kind')?.toLowerCase() ?? 'pppoe',
    macBinding: cell('macBinding')?.toLowerCase() ?? null,
    deviceLimit: readNumber(cell('deviceLimit')),
    phone: cell('phone'),
    email: cell('email'),
  };
  const parsed = addCustomerInput.safeParse(typed);
  if (!parsed.success) {
    const fields = Object.entries(fieldErrors(parsed.error.issues, typed));
    return `${fields.map(([field, { message }]) => `${field} ${message}`).join('; ')}.`;
  }
  const fault = networkPasswordFault(parsed.data.password);
  if (fault) return sentenceOf(fault);
  const macs = readMacs(cell('macs'));
  if (typeof macs === 'string') return macs;
  return {
    line,
    input: parsed.data,
    username: username.username,
    key: usernameKey(username.username),
    packageName: cell('package'),
    macs,
  };
}

export function sentenceOf({ refused, message }: Refused): string {
  return message ?? ERROR_CODES[refused].message;
}

/** What is no number stays text, so that the schema says what is wrong with it. */
function readNumber(text: string | null): number | string | null {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function readMacs(text: string | null): string[] | string {
  const macs = new Set<string>();
  for (const typed of text?.split(/[\s;|]+/) ?? []) {
    if (typed === '') continue;
    const read = readDeviceMac(typed);
    if (isRefused(read)) return `${typed}: ${sentenceOf(read)}`;
    macs.add(read.text);
  }
  return [...macs];
}
