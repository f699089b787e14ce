import type { ImportVerdict } from '@gatehouse/domain/imports/import-words';
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
  | { readonly verdict: ImportVerdict; readonly sentence: string; readonly plan: null }
  | { readonly verdict: 'new' | 'changes' | 'moves'; readonly sentence: string; readonly plan: RowPlan };

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
    return refuse('unknown-customer', `There is no customer “${entry.username}”.`);
  }
  const keeps = known !== null && (options.existing === 'keep' || entry.customer === null);
  const sold = keeps || entry.customer === null ? null : asked(entry.customer.packageName, facts, options);
  if (sold === undefined)
    return refuse(
      'unknown-package',
      `There is no package “${entry.customer?.packageName}”. Say which one is meant.`,
    );
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

function refuse(verdict: ImportVerdict, sentence: string): Judged {
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
): string | null {
  if (!hasPassword && !options.makePasswords && !entry.makesPassword) {
    return 'A new customer needs a password, and the row has none.';
  }
  return kindFault(kindOfNew(entry.customer, sold, options), sold);
}

function changeFault(known: KnownCustomer, customer: CustomerEntry | null, sold: Sold | null): string | null {
  if (customer?.kind && customer.kind !== known.kind) {
    return `${known.name} is a ${kindWord(known.kind)} customer, and the row says ${kindWord(customer.kind)}.`;
  }
  return kindFault(known.kind, sold);
}

function kindFault(kind: KnownCustomer['kind'], sold: Sold | null): string | null {
  if (sold === null || sold.kind === kind) return null;
  return `“${sold.name}” is a ${kindWord(sold.kind)} package, and this is a ${kindWord(kind)} customer.`;
}

function kindWord(kind: KnownCustomer['kind']): string {
  return kind === 'hotspot' ? 'hotspot' : 'line';
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
      const { holderName, holderUsername } = there;
      return refuse('taken', `${device.mac} is already registered to ${holderName} (${holderUsername}).`);
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
  const devices = (count: number) => (count === 1 ? '1 device' : `${count} devices`);
  const has =
    known === null ? `The row has ${devices(asked)}` : `${known.name} has ${devices(known.deviceCount)}`;
  return refuse('limit-reached', `${has}, and the limit is ${limit}.`);
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
  const from = moves.map(
    ({ mac, from: { holderName, holderUsername } }) =>
      `${mac} moves here from ${holderName} (${holderUsername})`,
  );
  const devices = adds.length === 0 ? [] : [adds.length === 1 ? 'one device' : `${adds.length} devices`];
  if (customer === null) {
    const brings = [...(plan.gives ? [`package ${plan.gives.name}`] : []), ...devices];
    const words = brings.length > 0 ? `New customer with ${brings.join(' and ')}` : 'New customer';
    return { verdict: moves.length > 0 ? 'moves' : 'new', sentence: sentence([words, ...from]), plan };
  }
  const changed = [...changeWords(plan), ...relabels.map(relabelWords)];
  if (moves.length === 0 && adds.length === 0 && changed.length === 0) {
    const words =
      keeps && entry.customer !== null
        ? 'Is there already, and is left as it is.'
        : 'It is like this already.';
    return { verdict: 'unchanged', sentence: words, plan: null };
  }
  const added = devices.length === 0 ? [] : [`New: ${devices[0]} of ${customer.name}`];
  const isNew = entry.customer === null && adds.length > 0;
  const verdict = moves.length > 0 ? 'moves' : isNew ? 'new' : 'changes';
  return { verdict, sentence: sentence([...from, ...added, ...changed]), plan };
}

const COLUMN_WORDS: Readonly<Record<string, string>> = {
  name: 'name',
  status: 'status',
  mac_binding: 'MAC binding',
  device_limit: 'device limit',
  framed_ip_address: 'IP address',
  phone: 'phone',
  email: 'e-mail',
};

function changeWords({ customer, changes, gives }: RowPlan): string[] {
  const { password, ...columns } = changes;
  const words = Object.entries(columns).map(
    ([column, value]) =>
      `${COLUMN_WORDS[column]}: ${shown(customer?.[column as keyof typeof columns])} → ${shown(value)}`,
  );
  if (password) words.push('another password');
  if (gives) words.push(`package: ${shown(customer?.running?.packageName)} → ${gives.name}`);
  return words;
}

function relabelWords({ device, label, type }: RowPlan['relabels'][number]): string {
  const words = [
    ...(label === device.label ? [] : [`label ${shown(device.label)} → ${shown(label)}`]),
    ...(type === device.type ? [] : [`type ${shown(device.type)} → ${shown(type)}`]),
  ];
  return `${device.mac}: ${words.join(', ')}`;
}

function shown(value: string | number | null | undefined): string {
  return value === null || value === undefined ? 'none' : String(value);
}

function sentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
