import { WAITING_TOLD_MAX } from '@gatehouse/domain/hotspot-zones/waiting-told';
import { formatMacAddress, type MacAddress } from '@gatehouse/domain/mac-address';
import type pg from 'pg';
import { bigintArray } from '../db/binary-arrays.ts';
import { HeardDevices, WAITING_MS } from './heard-devices.ts';

/** Unknown devices that were just heard in a hotspot zone, for operators to pick from; written behind the logins' backs. */
export type WaitingDevices = {
  /** Returns at once. `at` is milliseconds since the epoch. */
  heard(zoneId: number, mac: MacAddress, nasId: number, at: number): void;
  /** Stops. What was not written yet is lost: it will be heard again. */
  close(): Promise<void>;
};

export type WaitingDevicesOptions = {
  readonly pool: pg.Pool;
  readonly nodeId: string;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
  readonly writeEveryMs?: number;
};

export const WAITING_MAX = WAITING_TOLD_MAX;
/** Zones of one write: a login never waits long for it to be made. */
const ZONES_PER_WRITE = 20;

export function openWaitingDevices(options: WaitingDevicesOptions): WaitingDevices {
  const { pool, nodeId, clock, onError, writeEveryMs = 1000 } = options;
  const devices = new HeardDevices();
  /** Zones whose list has changed since it was written. */
  const changed = new Set<number>();
  let closed = false;
  let writing: Promise<void> = Promise.resolve();
  let timer = setTimeout(turn, writeEveryMs).unref();

  function turn(): void {
    writing = write()
      .catch(onError)
      .then(() => {
        if (!closed) timer = setTimeout(turn, writeEveryMs).unref();
      });
  }

  async function write(): Promise<void> {
    const zoneIds = [...changed].slice(0, ZONES_PER_WRITE);
    if (zoneIds.length === 0) return;
    const now = clock();
    for (const zoneId of zoneIds) changed.delete(zoneId);
    const lists = zoneIds.map((zoneId) => JSON.stringify(told(devices, zoneId, now)));
    const values = [nodeId, new Date(now), bigintArray(zoneIds), lists];
    try {
      await pool.query({ name: 'write-waiting-devices', text: WRITE_WAITING, values });
    } catch (error) {
      for (const zoneId of zoneIds) changed.add(zoneId);
      throw error;
    }
  }

  return {
    heard(zoneId, mac, nasId, at) {
      devices.hear(zoneId, mac, nasId, at);
      changed.add(zoneId);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await writing;
    },
  };
}

function told(devices: HeardDevices, zoneId: number, now: number) {
  return devices
    .latest(zoneId, now - WAITING_MS, WAITING_MAX)
    .map(({ mac, ...rest }) => ({ mac: formatMacAddress(mac), ...rest }));
}

const WRITE_WAITING = `
  insert into waiting_devices (zone_id, node_id, at, devices)
  select zone_id, $1::uuid, $2::timestamptz, devices::jsonb from unnest($3::bigint[], $4::text[]) as row (zone_id, devices)
  on conflict (zone_id, node_id) do update set at = excluded.at, devices = excluded.devices`;

/** Lists that nobody is on any more, also those of processes and zones that are gone. Returns how many went. */
export async function trimWaitingDevices(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from waiting_devices where at < trusted_now() - interval '1 hour'`,
  );
  return rowCount ?? 0;
}
