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
import { CredentialStore } from './credential-store.ts';
import { DeviceTable } from './device-table.ts';
import type {
  CustomerRecord,
  HotspotZone,
  HotspotZoneRecord,
  ServicePackageRecord,
} from './directory-records.ts';
import { MacListTable } from './mac-list-table.ts';
import { NetworkPasswords } from './network-passwords.ts';
import { NumberIndex } from '../../number-index.ts';
import { OpenSessions } from './open-sessions.ts';
import { NO_ROW, Records } from './records.ts';
import { SubscriptionTable } from './subscription-table.ts';
import { TicketTable } from './ticket-table.ts';
import { UsernameIndex } from './username-index.ts';

const ID = 0;
const KIND = 1;
const STATUS = 2;
const MAC_BINDING = 3;
const DEVICE_LIMIT = 4;
const SESSION_LIMIT = 5;
const DEVICE_COUNT = 6;
const FIRST_DEVICE = 7;
const FIRST_SUBSCRIPTION = 8;
const FIRST_REMOVED = 9;
const FIELDS = 10;

/** "No own value" of a limit. */
const INHERITED = -1;
/** "No own value" of the mode; a mode is its place in `macBindingModes` + 1. */
const INHERITED_MODE = 0;

/**
 * The in-memory copy of what a login needs. Customers are rows of flat arrays: three million plain objects
 * do not fit. Fed by `load-access-facts` alone; asked by every login. A customer is known by a row number,
 * which is good until the next change.
 */
export class AccessDirectory {
  readonly sessions = new OpenSessions();
  readonly tickets = new TicketTable();
  readonly passwords: NetworkPasswords;
  readonly zones = new Map<number, HotspotZone>();
  readonly #servicePackages = new Map<number, ServicePackageFacts>();
  readonly #blockedMacs = new Set<number>();

  readonly #records = new Records(FIELDS);
  readonly #byId = new NumberIndex();
  readonly #credentials = new CredentialStore();
  readonly #byUsername = new UsernameIndex(this.#credentials);
  readonly #framedIpAddresses = new Map<number, string>();
  /** By customer row: few are open at a time. */
  readonly #swapWindowEnds = new Map<number, number>();
  readonly #devices = new DeviceTable();
  readonly #subscriptions = new SubscriptionTable();
  readonly #removed = new MacListTable();

  /** @param nobodysPassword a random text: what logins under unknown usernames are held against */
  constructor(nobodysPassword: string) {
    this.passwords = new NetworkPasswords(this.#credentials, nobodysPassword);
  }

  // Questions ---------------------------------------------------------------------------------

  /** The customer with this case-folded username, or `NO_ROW`; what is no username (`null`) is nobody's. */
  findByUsernameKey(usernameKey: string | null): number {
    return usernameKey === null ? NO_ROW : this.#byUsername.findKey(usernameKey);
  }

  /** The customer whose username is these octets (UTF-8, any case), or `NO_ROW`. */
  findByUsername(octets: Uint8Array, offset: number, length: number): number {
    return this.#byUsername.find(octets, offset, length);
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
    return this.#records.get(row, ID);
  }

  /** What is known of a customer, for an attempt from `mac` at `now`; `device`: the MAC, else the line. */
  customerFacts(
    row: number,
    mac: MacAddress | null,
    now: number,
    device: number | null = mac,
  ): CustomerFacts {
    const id = this.#records.get(row, ID);
    const mode = this.#records.get(row, MAC_BINDING);
    const subscription = this.#subscriptions.current(this.#records.get(row, FIRST_SUBSCRIPTION), now);
    return {
      id,
      kind: customerKinds[this.#records.get(row, KIND)] ?? 'pppoe',
      status: customerStatuses[this.#records.get(row, STATUS)] ?? 'suspended',
      macBinding: mode === INHERITED_MODE ? null : (macBindingModes[mode - 1] ?? 'strict'),
      deviceLimit: ownLimit(this.#records.get(row, DEVICE_LIMIT)),
      sessionLimit: ownLimit(this.#records.get(row, SESSION_LIMIT)),
      framedIpAddress: this.#framedIpAddresses.size === 0 ? null : (this.#framedIpAddresses.get(row) ?? null),
      // The one that ended last is kept: without a current one, none has begun.
      hadSubscription: subscription !== NO_ROW,
      subscription: this.#subscriptionFacts(subscription),
      deviceCount: this.#records.get(row, DEVICE_COUNT),
      borrowedPlaces: this.sessions.countBorrowed(id, mac, now, this.#holderOf),
      otherSessions: this.sessions.countOthers(id, device, now),
      macWasRemoved: mac !== null && this.#removed.includes(this.#records.get(row, FIRST_REMOVED), mac),
      swapWindowEndsAt: this.#swapWindowEnds.size === 0 ? null : (this.#swapWindowEnds.get(row) ?? null),
    };
  }

  /**
   * Who holds this MAC; `null`: nobody, or there is no MAC. `expected` is the row of the customer who most likely
   * does, and is looked at first.
   */
  deviceFacts(mac: MacAddress | null, expected: number = NO_ROW): DeviceFacts | null {
    if (mac === null) return null;
    const first = expected === NO_ROW ? NO_ROW : this.#records.get(expected, FIRST_DEVICE);
    const row = first !== NO_ROW && this.#devices.mac(first) === mac ? first : this.#devices.find(mac);
    if (row === NO_ROW) return null;
    const customerRow = this.#devices.customerRow(row);
    return this.#devices.facts(
      row,
      this.#records.get(customerRow, ID),
      customerKinds[this.#records.get(customerRow, KIND)] ?? 'pppoe',
    );
  }

  isBlocked(mac: MacAddress | null): boolean {
    return mac !== null && this.#blockedMacs.size > 0 && this.#blockedMacs.has(mac);
  }

  get counts(): { customers: number; devices: number; openSessions: number } {
    return {
      customers: this.#byId.size,
      devices: this.#devices.size,
      openSessions: this.sessions.online,
    };
  }

  // Feeding -----------------------------------------------------------------------------------

  /** Adds a customer, or replaces everything known of them but their sessions. */
  putCustomer(customer: CustomerRecord): void {
    const known = this.#byId.get(customer.id);
    const row = known === NO_ROW ? this.#records.take() : known;
    if (known !== NO_ROW) this.#detach(row);
    this.#byId.set(customer.id, row);
    this.#credentials.set(row, customer.usernameKey, customer.password);
    this.#byUsername.add(row);
    if (customer.framedIpAddress !== null) this.#framedIpAddresses.set(row, customer.framedIpAddress);
    if (customer.swapWindowEndsAt !== null) this.#swapWindowEnds.set(row, customer.swapWindowEndsAt);
    this.#records.set(row, ID, customer.id);
    this.#records.set(row, KIND, customerKinds.indexOf(customer.kind));
    this.#records.set(row, STATUS, customerStatuses.indexOf(customer.status));
    this.#records.set(
      row,
      MAC_BINDING,
      customer.macBinding === null ? INHERITED_MODE : macBindingModes.indexOf(customer.macBinding) + 1,
    );
    this.#records.set(row, DEVICE_LIMIT, customer.deviceLimit ?? INHERITED);
    this.#records.set(row, SESSION_LIMIT, customer.sessionLimit ?? INHERITED);
    this.#records.set(row, DEVICE_COUNT, customer.devices.length);
    this.#records.set(row, FIRST_DEVICE, this.#devices.add(row, customer.devices));
    this.#records.set(row, FIRST_SUBSCRIPTION, this.#subscriptions.add(customer.subscriptions));
    this.#records.set(row, FIRST_REMOVED, this.#removed.add(customer.removedMacs));
  }

  removeCustomer(customerId: number): void {
    const row = this.#byId.get(customerId);
    if (row === NO_ROW) return;
    this.#detach(row);
    this.#byId.delete(customerId);
    this.#credentials.clear(row);
    this.#records.set(row, ID, 0);
    this.#records.giveBack(row);
  }

  /** Every customer known, so that a full load can drop those that are gone. */
  *customerIds(): Generator<number> {
    for (let row = 0; row < this.#records.end; row += 1) {
      const id = this.#records.get(row, ID);
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
    for (const zone of zones) this.zones.set(zone.id, { ...zone, roamingZoneIds: roamingFrom(zone, zones) });
  }

  putBlockedMacs(macs: readonly MacAddress[]): void {
    this.#blockedMacs.clear();
    for (const mac of macs) this.#blockedMacs.add(mac);
  }

  /** Takes away what hangs on a row. What another customer took over meanwhile stays theirs. */
  #detach(row: number): void {
    this.#byUsername.remove(row);
    this.passwords.forget(row);
    this.#devices.removeChain(this.#records.get(row, FIRST_DEVICE));
    this.#subscriptions.removeChain(this.#records.get(row, FIRST_SUBSCRIPTION));
    this.#removed.removeChain(this.#records.get(row, FIRST_REMOVED));
    this.#framedIpAddresses.delete(row);
    this.#swapWindowEnds.delete(row);
  }

  #subscriptionFacts(row: number): SubscriptionFacts | null {
    if (row === NO_ROW) return null;
    const servicePackage = this.#servicePackages.get(this.#subscriptions.servicePackageId(row));
    // Packages are read before customers; one that is missing all the same grants nothing.
    if (servicePackage === undefined) return null;
    const id = this.#subscriptions.id(row);
    const { usage } = this.sessions;
    const used = usage.find(id);
    return {
      id,
      endsAt: this.#subscriptions.endsAt(row),
      waitingSeconds: this.#subscriptions.waitingSeconds(row),
      usedBytes: usage.usedBytes(used),
      usedSeconds: usage.usedSeconds(used),
      servicePackage,
    };
  }

  readonly #holderOf = (mac: number): number | null => {
    const row = this.#devices.find(mac as MacAddress);
    return row === NO_ROW ? null : this.#records.get(this.#devices.customerRow(row), ID);
  };
}

/** The other zones of its group. */
function roamingFrom({ id, roamingGroup }: HotspotZoneRecord, zones: readonly HotspotZoneRecord[]): number[] {
  if (roamingGroup === null) return [];
  return zones.filter((zone) => zone.roamingGroup === roamingGroup && zone.id !== id).map((zone) => zone.id);
}

function ownLimit(value: number): number | null {
  return value === INHERITED ? null : value;
}
