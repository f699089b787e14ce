import type { CustomerKind, DeviceFacts } from '@gatehouse/domain/access/access-facts';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { NumberIndex } from '../../number-index.ts';
import type { DeviceRecord } from './directory-records.ts';
import { NO_ROW, Records } from './records.ts';

const ID = 0;
const MAC = 1;
const CUSTOMER_ROW = 2;
const PAUSED = 3;
const ZONE_SET = 4;
const NEXT = 5;
const FIELDS = 6;

const EVERY_ZONE: readonly number[] = [];

/** Registered devices by MAC, chained by customer. */
export class DeviceTable {
  readonly #records = new Records(FIELDS);
  readonly #byMac = new NumberIndex();
  /** Few different sets of zones exist, so a device keeps the number of its set. */
  readonly #zoneSets: (readonly number[])[] = [EVERY_ZONE];
  readonly #zoneSetNumbers = new Map<string, number>([['', 0]]);

  get size(): number {
    return this.#byMac.size;
  }

  find(mac: number): number {
    return this.#byMac.get(mac);
  }

  mac(row: number): number {
    return this.#records.get(row, MAC);
  }

  customerRow(row: number): number {
    return this.#records.get(row, CUSTOMER_ROW);
  }

  facts(row: number, customerId: number, customerKind: CustomerKind): DeviceFacts {
    return {
      id: this.#records.get(row, ID),
      customerId,
      customerKind,
      macLoginPaused: this.#records.get(row, PAUSED) === 1,
      zoneIds: this.#zoneSets[this.#records.get(row, ZONE_SET)] ?? EVERY_ZONE,
    };
  }

  /** Adds a customer's devices; gives the first row of the new chain. */
  add(customerRow: number, devices: readonly DeviceRecord[]): number {
    const records = this.#records;
    let first = NO_ROW;
    for (const device of devices) {
      const row = records.take();
      records.set(row, ID, device.id);
      records.set(row, MAC, device.mac);
      records.set(row, CUSTOMER_ROW, customerRow);
      records.set(row, PAUSED, device.macLoginPaused ? 1 : 0);
      records.set(row, ZONE_SET, this.#zoneSetNumber(device.zoneIds));
      records.set(row, NEXT, first);
      this.#byMac.set(device.mac, row);
      first = row;
    }
    return first;
  }

  /** A MAC that moved meanwhile stays with its new customer. */
  removeChain(first: number): void {
    for (let row = first; row !== NO_ROW; row = this.#records.get(row, NEXT)) {
      const mac = this.#records.get(row, MAC) as MacAddress;
      if (this.#byMac.get(mac) === row) this.#byMac.delete(mac);
      this.#records.giveBack(row);
    }
  }

  #zoneSetNumber(zoneIds: readonly number[]): number {
    const key = zoneIds.join();
    let number = this.#zoneSetNumbers.get(key);
    if (number === undefined) {
      number = this.#zoneSets.push([...zoneIds]) - 1;
      this.#zoneSetNumbers.set(key, number);
    }
    return number;
  }
}
