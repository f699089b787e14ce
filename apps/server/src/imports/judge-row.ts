import type { MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { ImportVerdict } from '@gatehouse/domain/imports/import-words';
import { type Said, type SaidValue, said } from '@gatehouse/domain/said/said';
import {
  deviceLimitOf,
  findPackage,
  type ImportFacts,
  type KnownCustomer,
  type KnownDevice,
  type Sold,
} from './gather-import-facts.ts';
import type { CustomerEntry, DeviceEntry, ImportEntry } from './import-entry.ts';
import type { ImportOptions } from './options.ts';

/** What is written for one row. */
export type RowPlan = {
  /** `null`: a new customer. */
  readonly customer: KnownCustomer | null;
  /** Columns of a customer that is there that get another value. */
  readonly changes: CustomerChanges;
  /** The package that begins; `null`: none. */
  readonly gives: Sold | null;
  readonly adds: readonly PlannedDevice[];
  readonly moves: readonly (PlannedDevice & { readonly from: KnownDevice })[];
  readonly relabels: readonly {
    readonly device: KnownDevice;
    readonly label: string | null;
    readonly type: string | null;
  }[];
};

export type CustomerChanges = Partial<
  Pick<
    KnownCustomer,
    'name' | 'status' | 'mac_binding' | 'device_limit' | 'framed_ip_address' | 'phone' | 'email'
  >
> & { readonly password?: true };

export type PlannedDevice = DeviceEntry & { readonly overLimit: boolean };

export type Judged =
  | { readonly verdict: ImportVerdict; readonly sentence: Said; readonly plan: null }
  | { readonly verdict: 'new' | 'changes' | 'moves'; readonly sentence: Said; readonly plan: RowPlan };

/** What was promised to earlier rows, by a customer's key: a preview writes nothing, and yet the last place is taken. */
export type Promised = Map<string, number>;

export type RowToJudge = {
  readonly entry: ImportEntry;
  readonly hasPassword: boolean;
  /** Whether the row's password is another than the customer's. */
  readonly isNewPassword: (customer: KnownCustomer) => boolean;
};

/** The one judge of imports: in the preview, when it is applied, in the app and on the command line. */
export function judgeRow(
  row: RowToJudge,
  facts: ImportFacts,
  options: ImportOptions,
  promised: Promised,
): Judged {
  const { entry } = row;
  const known = facts.customers.get(entry.key) ?? null;
  if (entry.customer === null && known === null) {
    return refuse('unknown-customer', said('rowUnknownCustomer', { username: entry.username }));
  }
  const keeps = known !== null && (options.existing === 'keep' || entry.customer === null);
  const sold = keeps || entry.customer === null ? null : asked(entry.customer.packageName, facts, options);
  if (sold === undefined) {
    const words = { package: entry.customer?.packageName ?? '' };
    return refuse('unknown-package', said('rowUnknownPackage', words));
  }
  const fault =
    known === null ? newFault(row, sold, options) : keeps ? null : changeFault(known, entry.customer, sold);
  if (fault !== null) return refuse('faulty', fault);

  const limit = limitOf(entry.customer, known, keeps, sold, options);
  const devices = planDevices(entry, known, facts, limit, options, promised);
  if ('verdict' in devices) return devices;
  const changes = known === null || keeps ? {} : changesOf(known, entry.customer, row);
  const gives = sold !== null && sold.id !== known?.running?.packageId ? sold : null;
  const plan: RowPlan = { customer: known, changes, gives, ...devices };
  return worded(plan, entry, keeps);
}

function refuse(verdict: ImportVerdict, sentence: Said): Judged {
  return { verdict, sentence, plan: null };
}

/** `undefined`: there is no such package; `null`: none is asked for. */
function asked(
  name: string | null,
  { packages }: ImportFacts,
  options: ImportOptions,
): Sold | null | undefined {
  return name === null ? null : findPackage(name, packages, options);
}

export function kindOfNew(customer: CustomerEntry | null, sold: Sold | null, options: ImportOptions) {
  return customer?.kind ?? sold?.kind ?? options.customerKind;
}

function newFault(
  { entry, hasPassword }: RowToJudge,
  sold: Sold | null,
  options: ImportOptions,
): Said | null {
  if (!hasPassword && !options.makePasswords && !entry.makesPassword) return said('rowNeedsPassword');
  return kindFault(kindOfNew(entry.customer, sold, options), sold);
}

function changeFault(known: KnownCustomer, customer: CustomerEntry | null, sold: Sold | null): Said | null {
  if (customer?.kind && customer.kind !== known.kind) {
    const text = known.kind === 'hotspot' ? 'rowIsHotspotSaysLine' : 'rowIsLineSaysHotspot';
    return said(text, { customer: known.name });
  }
  return kindFault(known.kind, sold);
}

function kindFault(kind: KnownCustomer['kind'], sold: Sold | null): Said | null {
  if (sold === null || sold.kind === kind) return null;
  const text = kind === 'hotspot' ? 'rowLinePackageOfHotspot' : 'rowHotspotPackageOfLine';
  return said(text, { package: sold.name });
}

function limitOf(
  entry: CustomerEntry | null,
  known: KnownCustomer | null,
  keeps: boolean,
  sold: Sold | null,
  options: ImportOptions,
): number {
  if (known !== null && (keeps || (sold === null && (entry?.deviceLimit ?? null) === null)))
    return known.deviceLimit;
  const own = {
    kind: known?.kind ?? kindOfNew(entry, sold, options),
    mac_binding: entry?.macBinding ?? known?.mac_binding ?? null,
    device_limit: entry?.deviceLimit ?? known?.device_limit ?? null,
    session_limit: known?.session_limit ?? null,
  };
  return deviceLimitOf(own, sold);
}

type DevicePlan = Pick<RowPlan, 'adds' | 'moves' | 'relabels'>;

function planDevices(
  { key, devices }: ImportEntry,
  known: KnownCustomer | null,
  facts: ImportFacts,
  limit: number,
  options: ImportOptions,
  promised: Promised,
): DevicePlan | Judged {
  const plan = {
    adds: [] as PlannedDevice[],
    moves: [] as RowPlan['moves'][number][],
    relabels: [] as RowPlan['relabels'][number][],
  };
  let count = (known?.deviceCount ?? 0) + (promised.get(key) ?? 0);
  for (const device of devices) {
    const there = facts.devices.get(device.mac);
    if (there !== undefined && there.holderKey === key) {
      const label = device.label ?? there.label;
      const type = device.type ?? there.type;
      if (options.existing === 'change' && (label !== there.label || type !== there.type))
        plan.relabels.push({ device: there, label, type });
      continue;
    }
    if (there !== undefined && !options.moveDevices) {
      return refuse('taken', said('rowTaken', { mac: { mac: device.mac }, ...holderOf(there) }));
    }
    const planned = { ...device, overLimit: count >= limit };
    if (planned.overLimit && !options.overLimit) return limitReached(known, devices.length, limit);
    count += 1;
    if (there === undefined) plan.adds.push(planned);
    else plan.moves.push({ ...planned, from: there });
  }
  const taken = plan.adds.length + plan.moves.length;
  if (taken > 0) promised.set(key, (promised.get(key) ?? 0) + taken);
  for (const { from } of plan.moves) promised.set(from.holderKey, (promised.get(from.holderKey) ?? 0) - 1);
  return plan;
}

function limitReached(known: KnownCustomer | null, asked: number, limit: number): Judged {
  const sentence =
    known === null
      ? said('rowTooManyDevices', { count: asked, limit })
      : said('rowNoPlaceLeft', { customer: known.name, count: known.deviceCount, limit });
  return refuse('limit-reached', sentence);
}

function holderOf({ holderName, holderUsername }: KnownDevice): { holder: string; username: string } {
  return { holder: holderName, username: holderUsername };
}

function changesOf(known: KnownCustomer, customer: CustomerEntry | null, row: RowToJudge): CustomerChanges {
  if (customer === null) return {};
  const wanted = {
    name: customer.name,
    status: customer.status,
    mac_binding: customer.macBinding,
    device_limit: customer.deviceLimit,
    framed_ip_address: customer.framedIpAddress,
    phone: customer.phone,
    email: customer.email,
  };
  const differing = Object.entries(wanted).filter(
    ([column, value]) => value !== null && value !== known[column as keyof typeof wanted],
  );
  return {
    ...(Object.fromEntries(differing) as CustomerChanges),
    ...(row.hasPassword && row.isNewPassword(known) && { password: true as const }),
  };
}

function worded(plan: RowPlan, entry: ImportEntry, keeps: boolean): Judged {
  const { customer, moves, adds, relabels } = plan;
  const moved = moves.map(({ mac, from }) => said('rowMovesDevice', { mac: { mac }, ...holderOf(from) }));
  if (customer === null) {
    const verdict = moves.length > 0 ? 'moves' : 'new';
    return { verdict, sentence: together([newCustomer(plan), ...moved]), plan };
  }
  const changed = [...changeWords(plan), ...relabels.flatMap(relabelWords)];
  if (moves.length === 0 && adds.length === 0 && changed.length === 0) {
    const sentence = said(keeps && entry.customer !== null ? 'rowKept' : 'rowAlreadySo');
    return { verdict: 'unchanged', sentence, plan: null };
  }
  const added =
    adds.length === 0 ? [] : [said('rowAddsDevices', { count: adds.length, customer: customer.name })];
  const isNew = entry.customer === null && adds.length > 0;
  const verdict = moves.length > 0 ? 'moves' : isNew ? 'new' : 'changes';
  return { verdict, sentence: together([...moved, ...added, ...changed]), plan };
}

function newCustomer({ gives, adds: { length: count } }: RowPlan): Said {
  if (gives === null) return count === 0 ? said('rowNewCustomer') : said('rowNewCustomerDevices', { count });
  const words = { package: gives.name };
  return count === 0
    ? said('rowNewCustomerPackage', words)
    : said('rowNewCustomerPackageDevices', { count, ...words });
}

function changeWords({ customer, changes, gives }: RowPlan): Said[] {
  const { password, ...columns } = changes;
  const words: Said[] = Object.entries(columns).map(([name, value]) => {
    const column = name as keyof typeof columns;
    return said(`rowChanges_${column}`, {
      before: shown(column, customer?.[column]),
      after: shown(column, value),
    });
  });
  if (password) words.push(said('rowChanges_password'));
  if (gives) {
    const before = shown('package', customer?.running?.packageName);
    words.push(said('rowChanges_package', { before, after: gives.name }));
  }
  return words;
}

function relabelWords({ device, label, type }: RowPlan['relabels'][number]): Said[] {
  const mac = { mac: device.mac };
  return [
    ...(label === device.label
      ? []
      : [
          said('rowChangesLabel', {
            mac,
            before: shown('label', device.label),
            after: shown('label', label),
          }),
        ]),
    ...(type === device.type
      ? []
      : [said('rowChangesType', { mac, before: shown('type', device.type), after: shown('type', type) })]),
  ];
}

/** What people have called something stands as it is; what is ours has a word. */
function shown(column: string, value: string | number | null | undefined): SaidValue {
  if (value === null || value === undefined) return said('rowValue_none');
  if (column === 'status') return said(`rowValue_${value as KnownCustomer['status']}`);
  if (column === 'mac_binding') return said(`rowValue_${value as MacBindingMode}`);
  return value;
}

function together(sentences: readonly Said[]): Said {
  const [first] = sentences;
  return first !== undefined && sentences.length === 1 ? first : sentences;
}
