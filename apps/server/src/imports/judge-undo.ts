import type { CustomerColumns, MadeDevice, UndoRecord } from './undo-record.ts';

/** How what a row has done stands now. */
export type UndoFacts = {
  /** By id: the columns that imports write. */
  readonly customers: ReadonlyMap<number, CustomerColumns>;
  readonly devices: ReadonlyMap<number, MadeDevice & { readonly customerId: number }>;
  /** Of those that the rows have added: somebody wrote a note about them. */
  readonly notedDevices: ReadonlySet<number>;
  /** By customer: the ids of the devices and of the subscriptions they have. */
  readonly devicesOf: ReadonlyMap<number, ReadonlySet<number>>;
  readonly subscriptionsOf: ReadonlyMap<number, ReadonlyMap<number, { readonly endsAt: string | null }>>;
};

/** Why a row is left as it is: somebody has changed since what it did. `null`: it can be taken back. */
export function judgeUndo(record: UndoRecord, facts: UndoFacts): string | null {
  const customer = facts.customers.get(record.customerId);
  if (customer === undefined) return 'The customer is not there any more.';
  const changed = Object.keys(record.after).find((name) => customer[name] !== record.after[name]);
  if (changed !== undefined) return `The ${COLUMN_WORDS[changed] ?? changed} was changed since.`;
  const devices = [...record.addedDevices, ...record.movedDevices, ...record.relabelledDevices];
  for (const device of devices) {
    const fault = deviceFault(device, record.customerId, facts);
    if (fault !== null) return fault;
  }
  const noted = record.addedDevices.find(({ id }) => facts.notedDevices.has(id));
  if (noted) return `A note was written about ${noted.mac} since.`;
  const lost = record.movedDevices.find(({ before }) => !facts.customers.has(before.customerId));
  if (lost) return `${lost.mac} cannot go back: its holder of before is not there any more.`;
  return subscriptionFault(record, facts) ?? (record.added ? moreFault(record, facts) : null);
}

function deviceFault(device: MadeDevice, customerId: number, { devices }: UndoFacts): string | null {
  const now = devices.get(device.id);
  if (now === undefined) return `${device.mac} was removed since.`;
  if (now.customerId !== customerId) return `${device.mac} was moved since.`;
  if (now.mac !== device.mac) return `${device.mac} was replaced by ${now.mac} since.`;
  if (now.label !== device.label || now.type !== device.type)
    return `${device.mac} was labelled otherwise since.`;
  return null;
}

function subscriptionFault(
  { subscription, customerId }: UndoRecord,
  { subscriptionsOf }: UndoFacts,
): string | null {
  if (subscription === null) return null;
  const now = subscriptionsOf.get(customerId)?.get(subscription.id);
  return now === undefined || now.endsAt !== subscription.endsAt ? 'The package was changed since.' : null;
}

/** A customer who was made by the import goes only with nothing but what came with it. */
function moreFault(record: UndoRecord, { devicesOf, subscriptionsOf }: UndoFacts): string | null {
  const { customerId, addedDevices, movedDevices, subscription } = record;
  const own = new Set([...addedDevices, ...movedDevices].map(({ id }) => id));
  if ([...(devicesOf.get(customerId) ?? [])].some((id) => !own.has(id)))
    return 'The customer has another device since.';
  const packages = [...(subscriptionsOf.get(customerId)?.keys() ?? [])];
  return packages.some((id) => id !== subscription?.id) ? 'The customer has another package since.' : null;
}

const COLUMN_WORDS: Readonly<Record<string, string>> = {
  username_key: 'username',
  password_cipher: 'password',
  mac_binding: 'MAC binding',
  device_limit: 'device limit',
  framed_ip_address: 'IP address',
  kind: 'kind of customer',
};
