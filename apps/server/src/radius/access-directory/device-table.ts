import type { CustomerKind, DeviceFacts } from '@gatehouse/domain/access/access-facts';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { byteColumn, doubleColumn, integerColumn, NO_ROW, RowNumbers } from './columns.ts';
import type { DeviceRecord } from './directory-records.ts';
import { NumberIndex } from '../../number-index.ts';

const EVERY_ZONE: readonly number[] = [];

/** Registered devices by MAC, chained by customer. */
export class DeviceTable {
  readonly #rows = new RowNumbers();
  readonly #byMac = new NumberIndex();
  readonly #id = doubleColumn();
  readonly #mac = doubleColumn();
  readonly #customerRow = integerColumn();
  readonly #paused = byteColumn();
  readonly #zoneSet = integerColumn();
  readonly #next = integerColumn();
  /** Few different sets of zones exist, so a device keeps the number of its set. */
  readonly #zoneSets: (readonly number[])[] = [EVERY_ZONE];
  readonly #zoneSetNumbers = new Map<string, number>([['', 0]]);

  get size(): number {
    return this.#byMac.size;
  }

  find(mac: MacAddress): number {
    return this.#byMac.get(mac);
  }

  customerRow(row: number): number {
    return this.#customerRow.get(row);
  }

  id(row: number): number {
    return this.#id.get(row);
  }

  facts(row: number, customerId: number, customerKind: CustomerKind): DeviceFacts {
    return {
      id: this.#id.get(row),
      customerId,
      customerKind,
      macLoginPaused: this.#paused.get(row) === 1,
      zoneIds: this.#zoneSets[this.#zoneSet.get(row)] ?? EVERY_ZONE,
    };
  }

  /** Adds a customer's devices; gives the first row of the new chain. */
  add(customerRow: number, devices: readonly DeviceRecord[]): number {
    let first = NO_ROW;
    for (const device of devices) {
      const row = this.#rows.take();
      this.#id.set(row, device.id);
      this.#mac.set(row, device.mac);
      this.#customerRow.set(row, customerRow);
      this.#paused.set(row, device.macLoginPaused ? 1 : 0);
      this.#zoneSet.set(row, this.#zoneSetNumber(device.zoneIds));
      this.#next.set(row, first);
      this.#byMac.set(device.mac, row);
      first = row;
    }
    return first;
  }

  /** A MAC that moved meanwhile stays with its new customer. */
  removeChain(first: number): void {
    let row = first;
    while (row !== NO_ROW) {
      const mac = this.#mac.get(row);
      const next = this.#next.get(row);
      if (this.#byMac.get(mac) === row) this.#byMac.delete(mac);
      this.#rows.giveBack(row);
      row = next;
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
