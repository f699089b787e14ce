import { withoutInvisible } from '@gatehouse/domain/invisible-characters';
import {
  type ImportField,
  importFields,
  type ImportKind,
  type ImportVerdict,
} from '@gatehouse/domain/imports/import-words';
import { parseMacAddress } from '@gatehouse/domain/mac-address';
import { type Said, said } from '@gatehouse/domain/said/said';
import { usernameKey } from '@gatehouse/domain/username';
import { networkPasswordFault, readUsername } from '../../customers/customer-fields.ts';
import { addCustomerInput } from '../../customers/customers.schemas.ts';
import { readDeviceMac } from '../../devices/read-mac.ts';
import { fieldErrors } from '../../field-errors.ts';
import { type FieldError, isRefused, saidOf } from '../../outcome.ts';
import type { DeviceEntry, ImportEntry } from '../import-entry.ts';
import type { SourceCells, SourceRow } from './source-row.ts';

/** An entry with its password, which is kept apart from it. */
export type ReadEntry = {
  readonly line: number;
  readonly entry: ImportEntry;
  readonly password: string | null;
};

/** Why a row cannot be one: the verdict, and the sentence. */
export type EntryFault = { readonly verdict: ImportVerdict; readonly sentence: Said };

const LABEL_LENGTH_MAX = 100;
const TYPE_LENGTH_MAX = 40;

/** A row as what it asks for, or why that cannot be. Nothing is looked up here. */
export function readEntry({ line, cells }: SourceRow, kind: ImportKind): ReadEntry | EntryFault {
  const named = readName(cells, kind);
  if ('verdict' in named) return named;
  const label = textOf(cells.label);
  const type = textOf(cells.type);
  const wordsFault = labelFault(label, type);
  if (wordsFault !== null) return faulty(wordsFault);
  const devices = readDevices(named.macs, label, type);
  if ('verdict' in devices) return devices;
  if (kind === 'devices' && devices.length === 0) {
    return { verdict: 'not-a-mac', sentence: said('rowNoMac') };
  }
  const { username, makesPassword } = named;
  const base = { username, key: usernameKey(username), devices, makesPassword };
  if (kind === 'devices') return { line, entry: { ...base, customer: null }, password: null };
  const customer = readCustomer(cells, username);
  if ('verdict' in customer) return customer;
  const password = cells.password || null;
  const passwordFault = password === null ? null : networkPasswordFault(password);
  if (passwordFault !== null) return faulty(saidOf(passwordFault));
  return { line, entry: { ...base, customer }, password };
}

type Named = { readonly username: string; readonly macs: string; readonly makesPassword: boolean };

/** A user who is named by a MAC is a device without a name of its holder: it gets a customer of its own. */
function readName(cells: SourceCells, kind: ImportKind): Named | EntryFault {
  const typed = withoutInvisible(cells.username ?? '');
  const macs = withoutInvisible(cells.macs ?? '');
  const mac = parseMacAddress(typed);
  if (mac !== null && (textOf(macs) === null || parseMacAddress(macs) === mac)) {
    if (kind === 'customers')
      return { username: `device-${mac.toString(16).padStart(12, '0')}`, macs: typed, makesPassword: true };
    return faulty(said('rowNamedByMac'));
  }
  const read = readUsername(typed);
  return isRefused(read) ? faulty(saidOf(read)) : { username: read.username, macs, makesPassword: false };
}

function readDevices(text: string, label: string | null, type: string | null): DeviceEntry[] | EntryFault {
  const macs = new Set<string>();
  for (const typed of macTexts(text)) {
    const read = readDeviceMac(typed);
    if (isRefused(read)) {
      const shown = macs.size === 0 ? text.trim() : typed;
      return {
        verdict: 'not-a-mac',
        sentence: said('rowCellUnfit', { cell: shortened(shown), fault: saidOf(read) }),
      };
    }
    macs.add(read.text);
  }
  return [...macs].map((mac) => ({ mac, label, type }));
}

/** One MAC in any format, with blanks in it perhaps; else several, divided by anything. */
function macTexts(text: string): string[] {
  if (text.trim() === '') return [];
  if (parseMacAddress(text) !== null) return [text];
  return text.split(/[\s;,|]+/).filter((part) => part !== '');
}

/** With what the forms of the app check, so that a file brings nothing in that they would refuse. */
function readCustomer(
  cells: SourceCells,
  username: string,
): NonNullable<ImportEntry['customer']> | EntryFault {
  const kind = readWord(cells.kind, KIND_WORDS);
  const status = readStatus(cells);
  const typed = {
    name: textOf(cells.name) ?? username,
    username,
    password: 'checked on its own',
    kind: kind ?? 'pppoe',
    macBinding: textOf(cells.macBinding)?.toLowerCase() ?? null,
    deviceLimit: readNumber(textOf(cells.deviceLimit)),
    framedIpAddress: textOf(cells.ipAddress),
    phone: textOf(cells.phone),
    email: textOf(cells.email),
  };
  if (status === undefined) return faulty(fieldUnfit('status', said('fieldOneOf', { values: STATUSES })));
  const parsed = addCustomerInput.safeParse(typed);
  if (!parsed.success) {
    const fields = Object.entries(fieldErrors(parsed.error.issues, typed));
    return faulty(fields.map(([field, fault]) => fieldUnfit(FIELD_OF[field] ?? field, whyUnfit(fault))));
  }
  const { name, macBinding, deviceLimit, framedIpAddress, phone, email } = parsed.data;
  return {
    name: textOf(cells.name) === null ? null : name,
    kind: textOf(cells.kind) === null ? null : parsed.data.kind,
    status,
    macBinding: macBinding ?? null,
    deviceLimit: deviceLimit ?? null,
    framedIpAddress: framedIpAddress ?? null,
    phone: phone ?? null,
    email: email ?? null,
    packageName: textOf(cells.package)?.slice(0, 200) ?? null,
  };
}

/** As the columns of a file are called. */
const FIELD_OF: Readonly<Record<string, string>> = { framedIpAddress: 'ipAddress' };
const STATUSES = 'active, suspended';

const KIND_WORDS: Readonly<Record<string, string>> = {
  line: 'pppoe',
  ppp: 'pppoe',
  any: 'pppoe',
  wifi: 'hotspot',
  'wi-fi': 'hotspot',
};
const STATUS_WORDS: Readonly<Record<string, string>> = {
  enabled: 'active',
  disabled: 'suspended',
  inactive: 'suspended',
  blocked: 'suspended',
  expired: 'suspended',
};

function readWord(cell: string | undefined, words: Readonly<Record<string, string>>): string | null {
  const word = textOf(cell)?.toLowerCase() ?? null;
  return word === null ? null : (words[word] ?? word);
}

/** `undefined`: it is no status. */
function readStatus({ status, disabled }: SourceCells): 'active' | 'suspended' | null | undefined {
  if (textOf(disabled ?? '') !== null) {
    if (/^(yes|true|1|y|x)$/i.test(disabled?.trim() ?? '')) return 'suspended';
    return /^(no|false|0|n)$/i.test(disabled?.trim() ?? '') ? 'active' : undefined;
  }
  const word = readWord(status, STATUS_WORDS);
  return word === null || word === 'active' || word === 'suspended' ? word : undefined;
}

/** What is no number stays text, so that the schema says what is wrong with it. */
function readNumber(text: string | null): number | string | null {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function textOf(cell: string | undefined): string | null {
  return cell?.normalize('NFC').trim() || null;
}

function labelFault(label: string | null, type: string | null): Said | null {
  if ((label?.length ?? 0) > LABEL_LENGTH_MAX) return tooLong('label', LABEL_LENGTH_MAX);
  if ((type?.length ?? 0) > TYPE_LENGTH_MAX) return tooLong('type', TYPE_LENGTH_MAX);
  return /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(`${label}${type}`) ? said('rowControlCharacters') : null;
}

function tooLong(field: 'label' | 'type', most: number): Said {
  return fieldUnfit(field, said('fieldTooLong', { most }));
}

function fieldUnfit(field: string, fault: Said): Said {
  return said('rowFieldUnfit', { field: isRowField(field) ? said(`rowField_${field}`) : field, fault });
}

function isRowField(field: string): field is ImportField {
  return (importFields as readonly string[]).includes(field);
}

function whyUnfit({ messageSaid }: FieldError): Said {
  return messageSaid ?? said('fieldNoValue');
}

function faulty(sentence: Said): EntryFault {
  return { verdict: 'faulty', sentence };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
