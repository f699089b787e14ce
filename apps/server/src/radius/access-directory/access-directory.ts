import {
  type CustomerFacts,
  customerKinds,
  customerStatuses,
  type DeviceFacts,
  macBindingModes,
  type ServicePackageFacts,
  type SubscriptionFacts,
} from '@gatehouse/domain/access/access-facts';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { byteColumn, doubleColumn, integerColumn, NO_ROW, RowNumbers } from './columns.ts';
import { DeviceTable } from './device-table.ts';
import type { CustomerRecord, HotspotZoneRecord, ServicePackageRecord } from './directory-records.ts';
import { MacListTable } from './mac-list-table.ts';
import { NetworkPasswords } from './network-passwords.ts';
import { NumberIndex } from '../../number-index.ts';
import { OpenSessions } from './open-sessions.ts';
import { SubscriptionTable } from './subscription-table.ts';

/** "No own value" in a column of limits. */
const INHERITED = -1;
/** "No own value" in the column of modes; a mode is its place in `macBindingModes` + 1. */
const INHERITED_MODE = 0;

/**
 * The in-memory copy of what a login needs. Customers are rows of flat columns: three million plain objects
 * do not fit. Fed by `load-access-facts` alone; asked by every login. A customer is known by a row number,
 * which is good until the next change.
 */
export class AccessDirectory {
  readonly sessions = new OpenSessions();
  readonly passwords: NetworkPasswords;
  readonly zones = new Map<number, HotspotZoneRecord>();
  readonly #servicePackages = new Map<number, ServicePackageFacts>();
  readonly #blockedMacs = new Set<number>();

  readonly #rows = new RowNumbers();
  readonly #byId = new NumberIndex();
  readonly #byUsernameKey = new Map<string, number>();
  readonly #usernameKeys: (string | undefined)[] = [];
  readonly #framedIpAddresses = new Map<number, string>();
  readonly #id = doubleColumn();
  readonly #kind = byteColumn();
  readonly #status = byteColumn();
  readonly #macBinding = byteColumn();
  readonly #hadSubscription = byteColumn();
  readonly #deviceLimit = integerColumn();
  readonly #sessionLimit = integerColumn();
  readonly #deviceCount = integerColumn();
  readonly #firstDevice = integerColumn();
  readonly #firstSubscription = integerColumn();
  readonly #firstRemoved = integerColumn();
  readonly #devices = new DeviceTable();
  readonly #subscriptions = new SubscriptionTable();
  readonly #removed = new MacListTable();

  /** @param nobodysPassword a random text: what logins under unknown usernames are held against */
  constructor(nobodysPassword: string) {
    this.passwords = new NetworkPasswords(nobodysPassword);
  }

  // Questions ---------------------------------------------------------------------------------

  /** The customer with this case-folded username, or `NO_ROW`. */
  findByUsernameKey(usernameKey: string): number {
    return this.#byUsernameKey.get(usernameKey) ?? NO_ROW;
  }

  findById(customerId: number): number {
    return this.#byId.get(customerId);
  }

  /** The customer to whom this device is registered, or `NO_ROW`. */
  findByDevice(mac: MacAddress): number {
    const row = this.#devices.find(mac);
    return row === NO_ROW ? NO_ROW : this.#devices.customerRow(row);
  }

  customerId(row: number): number {
    return this.#id.get(row);
  }

  /** What is known of a customer, for an attempt from `mac` at `now`. */
  customerFacts(row: number, mac: MacAddress | null, now: number): CustomerFacts {
    const id = this.#id.get(row);
    const mode = this.#macBinding.get(row);
    return {
      id,
      kind: customerKinds[this.#kind.get(row)] ?? 'pppoe',
      status: customerStatuses[this.#status.get(row)] ?? 'suspended',
      macBinding: mode === INHERITED_MODE ? null : (macBindingModes[mode - 1] ?? 'strict'),
      deviceLimit: ownLimit(this.#deviceLimit.get(row)),
      sessionLimit: ownLimit(this.#sessionLimit.get(row)),
      framedIpAddress: this.#framedIpAddresses.size === 0 ? null : (this.#framedIpAddresses.get(row) ?? null),
      hadSubscription: this.#hadSubscription.get(row) === 1,
      subscription: this.#subscriptionFacts(
        this.#subscriptions.current(this.#firstSubscription.get(row), now),
      ),
      deviceCount: this.#deviceCount.get(row),
      borrowedPlaces: this.sessions.countBorrowed(id, mac, now, this.#holderOf),
      otherSessions: this.sessions.countOthers(id, mac, now),
      macWasRemoved: mac !== null && this.#removed.includes(this.#firstRemoved.get(row), mac),
    };
  }

  /** Who holds this MAC; `null`: nobody, or there is no MAC. */
  deviceFacts(mac: MacAddress | null): DeviceFacts | null {
    const row = mac === null ? NO_ROW : this.#devices.find(mac);
    if (row === NO_ROW) return null;
    const customerRow = this.#devices.customerRow(row);
    return this.#devices.facts(
      row,
      this.#id.get(customerRow),
      customerKinds[this.#kind.get(customerRow)] ?? 'pppoe',
    );
  }

  isBlocked(mac: MacAddress | null): boolean {
    return mac !== null && this.#blockedMacs.size > 0 && this.#blockedMacs.has(mac);
  }

  get counts(): { customers: number; devices: number; openSessions: number } {
    return {
      customers: this.#byId.size,
      devices: this.#devices.size,
      openSessions: this.sessions.size,
    };
  }

  // Feeding -----------------------------------------------------------------------------------

  /** Adds a customer, or replaces everything known of them but their sessions. */
  putCustomer(customer: CustomerRecord): void {
    const known = this.#byId.get(customer.id);
    const row = known === NO_ROW ? this.#rows.take() : known;
    if (known !== NO_ROW) this.#detach(row);
    this.#byId.set(customer.id, row);
    this.#byUsernameKey.set(customer.usernameKey, row);
    this.#usernameKeys[row] = customer.usernameKey;
    this.passwords.set(row, customer.password);
    if (customer.framedIpAddress !== null) this.#framedIpAddresses.set(row, customer.framedIpAddress);
    this.#id.set(row, customer.id);
    this.#kind.set(row, customerKinds.indexOf(customer.kind));
    this.#status.set(row, customerStatuses.indexOf(customer.status));
    this.#macBinding.set(
      row,
      customer.macBinding === null ? INHERITED_MODE : macBindingModes.indexOf(customer.macBinding) + 1,
    );
    this.#hadSubscription.set(row, customer.hadSubscription ? 1 : 0);
    this.#deviceLimit.set(row, customer.deviceLimit ?? INHERITED);
    this.#sessionLimit.set(row, customer.sessionLimit ?? INHERITED);
    this.#deviceCount.set(row, customer.devices.length);
    this.#firstDevice.set(row, this.#devices.add(row, customer.devices));
    this.#firstSubscription.set(row, this.#subscriptions.add(customer.subscriptions));
    this.#firstRemoved.set(row, this.#removed.add(customer.removedMacs));
  }

  removeCustomer(customerId: number): void {
    const row = this.#byId.get(customerId);
    if (row === NO_ROW) return;
    this.#detach(row);
    this.#byId.delete(customerId);
    this.passwords.clear(row);
    this.#id.set(row, 0);
    this.#usernameKeys[row] = undefined;
    this.#rows.giveBack(row);
  }

  /** Every customer known, so that a full load can drop those that are gone. */
  *customerIds(): Generator<number> {
    for (let row = 0; row < this.#rows.end; row += 1) {
      const id = this.#id.get(row);
      if (id !== 0) yield id;
    }
  }

  putServicePackages(servicePackages: readonly ServicePackageRecord[]): void {
    this.#servicePackages.clear();
    for (const servicePackage of servicePackages)
      this.#servicePackages.set(servicePackage.id, servicePackage);
  }

  putZones(zones: readonly HotspotZoneRecord[]): void {
    this.zones.clear();
    for (const zone of zones) this.zones.set(zone.id, zone);
  }

  putBlockedMacs(macs: readonly MacAddress[]): void {
    this.#blockedMacs.clear();
    for (const mac of macs) this.#blockedMacs.add(mac);
  }

  /** Takes away what hangs on a row. What another customer took over meanwhile stays theirs. */
  #detach(row: number): void {
    const usernameKey = this.#usernameKeys[row];
    if (usernameKey !== undefined && this.#byUsernameKey.get(usernameKey) === row) {
      this.#byUsernameKey.delete(usernameKey);
    }
    this.#devices.removeChain(this.#firstDevice.get(row));
    this.#subscriptions.removeChain(this.#firstSubscription.get(row));
    this.#removed.removeChain(this.#firstRemoved.get(row));
    this.#framedIpAddresses.delete(row);
  }

  #subscriptionFacts(row: number): SubscriptionFacts | null {
    if (row === NO_ROW) return null;
    const servicePackage = this.#servicePackages.get(this.#subscriptions.servicePackageId(row));
    // Packages are read before customers; one that is missing all the same grants nothing.
    if (servicePackage === undefined) return null;
    const id = this.#subscriptions.id(row);
    return {
      id,
      endsAt: this.#subscriptions.endsAt(row),
      usedBytes: this.sessions.usedBytes(id),
      servicePackage,
    };
  }

  readonly #holderOf = (mac: number): number | null => {
    const row = this.#devices.find(mac as MacAddress);
    return row === NO_ROW ? null : this.#id.get(this.#devices.customerRow(row));
  };
}

function ownLimit(value: number): number | null {
  return value === INHERITED ? null : value;
}
