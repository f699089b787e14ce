import { DEVICE_FIELDS, type ImportField, type ImportKind } from '@gatehouse/domain/imports/import-words';
import { findMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';

/** What a column means; `null`: nothing that is imported. */
export type Columns = readonly (ImportField | null)[];

export type GuessedColumns = { readonly hasHeader: boolean; readonly columns: Columns };

/** How other systems and people head their columns, in small letters and nothing else. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  username: ['username', 'user', 'login', 'loginname', 'userid', 'account', 'pppoeusername', 'pppoeuser'],
  password: ['password', 'pass', 'pwd', 'secret', 'networkpassword', 'pppoepassword', 'value'],
  name: [
    'name',
    'fullname',
    'customername',
    'customer',
    'clientname',
    'client',
    'subscriber',
    'subscribername',
  ],
  kind: ['kind', 'customerkind', 'customertype', 'service'],
  status: ['status', 'state'],
  disabled: ['disabled'],
  macBinding: ['macbinding', 'binding', 'mode'],
  deviceLimit: ['devicelimit', 'maxdevices', 'limit'],
  package: ['package', 'profile', 'plan', 'tariff', 'servicepackage', 'packagename', 'planname', 'groupname'],
  phone: [
    'phone',
    'mobile',
    'phonenumber',
    'telephone',
    'mobilenumber',
    'contact',
    'contactnumber',
    'msisdn',
  ],
  email: ['email', 'mail', 'emailaddress'],
  ipAddress: ['ip', 'ipaddress', 'framedipaddress', 'remoteaddress', 'staticip', 'fixedip'],
  macs: [
    'mac',
    'macs',
    'macaddress',
    'macaddresses',
    'callerid',
    'callingstationid',
    'hwaddress',
    'device',
    'devicemac',
  ],
  label: ['label', 'devicelabel', 'devicename'],
  type: ['type', 'devicetype'],
};

const FIELD_OF_HEADING = new Map(
  Object.entries(HEADINGS).flatMap(([field, words]) => words.map((word) => [word, field as ImportField])),
);

/** By the heading where there is one, else by what stands in the column. A person looks at it before it is used. */
export function guessColumns(rows: readonly (readonly string[])[], kind: ImportKind): GuessedColumns {
  const [first = []] = rows;
  const hasHeader = looksLikeHeader(first);
  const guessed = hasHeader ? byHeading(first) : byContent(rows, kind);
  return { hasHeader, columns: allowed(withUsername(guessed), kind) };
}

export function fieldOfHeading(heading: string): ImportField | null {
  return FIELD_OF_HEADING.get(heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '')) ?? null;
}

function looksLikeHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => fieldOfHeading(cell) !== null) && !cells.some((cell) => parseMacAddress(cell));
}

function byHeading(cells: readonly string[]): Columns {
  const seen = new Set<ImportField>();
  return cells.map((cell) => {
    const field = fieldOfHeading(cell);
    if (field === null || seen.has(field)) return null;
    seen.add(field);
    return field;
  });
}

/** A list that has no username has it in the column that it calls *name*. */
function withUsername(columns: Columns): Columns {
  if (columns.includes('username')) return columns;
  const at = columns.indexOf('name');
  return columns.map((field, i) => (i === at ? 'username' : field));
}

function allowed(columns: Columns, kind: ImportKind): Columns {
  if (kind === 'customers') return columns;
  return columns.map((field) => (field !== null && DEVICE_FIELDS.includes(field) ? field : null));
}

const LOOKS: readonly (readonly [ImportField, (cell: string) => boolean])[] = [
  ['macs', (cell) => findMacAddress(cell) !== null],
  ['email', (cell) => /^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(cell)],
  ['ipAddress', (cell) => /^\d+\.\d+\.\d+\.\d+$/.test(cell)],
  ['phone', (cell) => /^\+?[\d ()/-]{9,}$/.test(cell)],
];

function byContent(rows: readonly (readonly string[])[], kind: ImportKind): Columns {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const left: ImportField[] =
    kind === 'devices' ? ['username', 'label', 'type'] : ['username', 'password', 'name'];
  const seen = new Set<ImportField>();
  return Array.from({ length: width }, (_, i) => {
    const cells = rows.map((row) => row[i]?.trim() ?? '').filter((cell) => cell !== '');
    if (cells.length === 0) return null;
    const look = LOOKS.find(([, fits]) => cells.filter(fits).length >= cells.length * 0.6);
    const field = look?.[0] ?? left.shift() ?? null;
    if (field === null || seen.has(field)) return null;
    seen.add(field);
    return field;
  });
}
