import { type Said, type SaidKey, said } from '@gatehouse/domain/said/said';
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
export function judgeUndo(record: UndoRecord, facts: UndoFacts): Said | null {
  const customer = facts.customers.get(record.customerId);
  if (customer === undefined) return said('undoCustomerGone');
  const changed = Object.keys(record.after).find((name) => customer[name] !== record.after[name]);
  if (changed !== undefined) return said(CHANGED[changed] ?? 'undoChanged');
  const devices = [...record.addedDevices, ...record.movedDevices, ...record.relabelledDevices];
  for (const device of devices) {
    const fault = deviceFault(device, record.customerId, facts);
    if (fault !== null) return fault;
  }
  const noted = record.addedDevices.find(({ id }) => facts.notedDevices.has(id));
  if (noted) return said('undoDeviceNoted', { mac: { mac: noted.mac } });
  const lost = record.movedDevices.find(({ before }) => !facts.customers.has(before.customerId));
  if (lost) return said('undoHolderGone', { mac: { mac: lost.mac } });
  return subscriptionFault(record, facts) ?? (record.added ? moreFault(record, facts) : null);
}

function deviceFault(device: MadeDevice, customerId: number, { devices }: UndoFacts): Said | null {
  const now = devices.get(device.id);
  const mac = { mac: device.mac };
  if (now === undefined) return said('undoDeviceRemoved', { mac });
  if (now.customerId !== customerId) return said('undoDeviceMoved', { mac });
  if (now.mac !== device.mac) return said('undoDeviceReplaced', { mac, now: { mac: now.mac } });
  if (now.label !== device.label || now.type !== device.type) return said('undoDeviceLabelled', { mac });
  return null;
}

function subscriptionFault(
  { subscription, customerId }: UndoRecord,
  { subscriptionsOf }: UndoFacts,
): Said | null {
  if (subscription === null) return null;
  const now = subscriptionsOf.get(customerId)?.get(subscription.id);
  return now === undefined || now.endsAt !== subscription.endsAt ? said('undoPackageChanged') : null;
}

/** A customer who was made by the import goes only with nothing but what came with it. */
function moreFault(record: UndoRecord, { devicesOf, subscriptionsOf }: UndoFacts): Said | null {
  const { customerId, addedDevices, movedDevices, subscription } = record;
  const own = new Set([...addedDevices, ...movedDevices].map(({ id }) => id));
  if ([...(devicesOf.get(customerId) ?? [])].some((id) => !own.has(id))) return said('undoAnotherDevice');
  const packages = [...(subscriptionsOf.get(customerId)?.keys() ?? [])];
  return packages.some((id) => id !== subscription?.id) ? said('undoAnotherPackage') : null;
}

const CHANGED: Readonly<Record<string, SaidKey>> = {
  name: 'undoChangedName',
  username_key: 'undoChangedUsername',
  password_cipher: 'undoChangedPassword',
  status: 'undoChangedStatus',
  mac_binding: 'undoChangedBinding',
  device_limit: 'undoChangedLimit',
  framed_ip_address: 'undoChangedAddress',
  phone: 'undoChangedPhone',
  email: 'undoChangedEmail',
  kind: 'undoChangedKind',
  username: 'undoChangedUsername',
};
