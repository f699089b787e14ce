import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { SecretBox } from '../../secrets.ts';
import type {
  CustomerRecord,
  DeviceRecord,
  SubscriptionRecord,
} from '../access-directory/directory-records.ts';
import { between, milliseconds, type Read, type Scope, storedMac } from './read-snapshot.ts';

/** Customers per round trip: small enough to let packets through in between, and to keep memory flat. */
export const CUSTOMERS_PER_PAGE = 5_000;

export async function* customerPages(read: Read, secretBox: SecretBox): AsyncGenerator<CustomerRecord[]> {
  let last = 0;
  for (;;) {
    const [range] = await read<[number, number | null]>(
      `select count(*), max(id) from (select id from customers where id > $1 order by id limit $2) page`,
      [last, CUSTOMERS_PER_PAGE],
    );
    const end = range?.[1] ?? null;
    if (end === null) return;
    yield await readCustomers(read, secretBox, between(last + 1, end));
    last = end;
  }
}

type CustomerRow = [
  id: number,
  usernameKey: string,
  passwordCipher: Buffer,
  kind: CustomerRecord['kind'],
  status: CustomerRecord['status'],
  macBinding: CustomerRecord['macBinding'],
  deviceLimit: number | null,
  sessionLimit: number | null,
  framedIpAddress: string | null,
];

export async function readCustomers(
  read: Read,
  secretBox: SecretBox,
  scope: Scope,
): Promise<CustomerRecord[]> {
  const rows = await read<CustomerRow>(
    `select id, username_key, password_cipher, kind, status, mac_binding, device_limit, session_limit, host(framed_ip_address)
     from customers where ${scope.where('id')}`,
    scope.values,
  );
  const subscriptions = groupByCustomer(await readSubscriptions(read, scope));
  const devices = groupByCustomer(await readDevices(read, scope));
  const removedMacs = groupByCustomer(await readRemovedMacs(read, scope));
  return rows.map((row) => {
    const [
      id,
      usernameKey,
      passwordCipher,
      kind,
      status,
      macBinding,
      deviceLimit,
      sessionLimit,
      framedIpAddress,
    ] = row;
    return {
      id,
      usernameKey,
      password: secretBox.open(passwordCipher, 'network-password'),
      kind,
      status,
      macBinding,
      deviceLimit,
      sessionLimit,
      framedIpAddress,
      subscriptions: subscriptions.get(id) ?? [],
      devices: devices.get(id) ?? [],
      removedMacs: removedMacs.get(id) ?? [],
    };
  });
}

type Owned<T> = { readonly customerId: number; readonly value: T };

function groupByCustomer<T>(owned: readonly Owned<T>[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const { customerId, value } of owned) {
    const group = groups.get(customerId);
    if (group === undefined) groups.set(customerId, [value]);
    else group.push(value);
  }
  return groups;
}

/** Those that run or will, and of those that ended the last one: from that one it is known that there was any. */
async function readSubscriptions(read: Read, scope: Scope): Promise<Owned<SubscriptionRecord>[]> {
  const rows = await read<[number, number, number, number, number | null, number | null]>(
    `select customer_id, id, service_package_id, ${milliseconds('starts_at')}, ${milliseconds('ends_at')}, waiting_seconds
     from (
       select *, row_number() over (partition by customer_id, coalesce(ends_at <= trusted_now(), false) order by ends_at desc, id desc) as place
       from subscriptions where ${scope.where('customer_id')}
     ) ranked
     where place = 1 or ends_at is null or ends_at > trusted_now()`,
    scope.values,
  );
  return rows.map(([customerId, id, servicePackageId, startsAt, endsAt, waitingSeconds]) => ({
    customerId,
    value: { id, servicePackageId, startsAt, endsAt, waitingSeconds },
  }));
}

async function readDevices(read: Read, scope: Scope): Promise<Owned<DeviceRecord>[]> {
  const rows = await read<[number, number, string, boolean, number[]]>(
    `select customer_id, id, mac::text, mac_login_paused_at is not null, zone_ids
     from devices where ${scope.where('customer_id')}`,
    scope.values,
  );
  return rows.map(([customerId, id, mac, macLoginPaused, zoneIds]) => ({
    customerId,
    value: { id, mac: storedMac(mac), macLoginPaused, zoneIds },
  }));
}

async function readRemovedMacs(read: Read, scope: Scope): Promise<Owned<MacAddress>[]> {
  const rows = await read<[number, string]>(
    `select distinct customer_id, mac::text from removed_devices where ${scope.where('customer_id')}`,
    scope.values,
  );
  return rows.map(([customerId, mac]) => ({ customerId, value: storedMac(mac) }));
}
