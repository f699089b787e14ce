import assert from 'node:assert/strict';
import { addDays, dayOf, ensureAttemptPartition } from '../../access-log/attempt-partitions.ts';
import { addTestCustomer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import type { Situation } from './situation.schemas.ts';

/** Rahima's router, and one from the shop. */
export const HOME = 'C4:E9:84:1F:22:0A';
export const STRANGER = 'C4:E9:84:77:01:9C';

export type Tried = {
  readonly minutesAgo: number;
  readonly count?: number;
  readonly mac?: string | null;
  readonly username?: string;
  /** Whose; `null`: nobody has the username. */
  readonly of?: string | null;
  /** `null`: let in. */
  readonly reason?: string | null;
  readonly kind?: 'pppoe' | 'hotspot-login' | 'hotspot-mac';
};

type Minutes = { readonly since: number; readonly heard: number };

/** A line of Rahima's in strict with one registered router of two, at a tower of its own; and what is made to have happened. */
export class MadeHistory {
  readonly api: TestApi;
  customerId = '';
  deviceId = '';
  nasId = 0;
  serial = 0;

  private constructor(api: TestApi) {
    this.api = api;
  }

  static async open(): Promise<MadeHistory> {
    const history = new MadeHistory(await openTestApi());
    const today = dayOf(Date.now());
    for (const day of [addDays(today, -1), today])
      await ensureAttemptPartition(history.api.database.pool, day);
    return history;
  }

  close = (): Promise<void> => this.api.close();

  /** Nothing of what was before counts any more. */
  begin = async (fields: Record<string, unknown> = {}): Promise<void> => {
    this.serial += 1;
    const { api, serial } = this;
    await api.database.pool.query(
      'truncate attempts, sessions, open_sessions, devices, removed_devices, blocked_macs, nas_health, swap_windows cascade',
    );
    const customer = await addTestCustomer(api, {
      username: `rahima.${serial}`,
      macBinding: 'strict',
      deviceLimit: 2,
      ...fields,
    });
    this.customerId = String(customer['id']);
    const device = await api.call('POST', `/customers/${this.customerId}/devices`, {
      mac: HOME,
      label: 'Home Router',
    });
    this.deviceId = String(device.body['id']);
    const { rows } = await api.database.pool.query(
      `insert into nas (name, address, vendor, secret_cipher, coa_port) values ($1, $2, 'mikrotik', '', 3799) returning id`,
      [`Tower ${serial}`, `192.0.2.${serial}/32`],
    );
    this.nasId = rows[0].id;
  };

  tries = async (tried: Tried): Promise<void> => {
    const { minutesAgo, count = 1, mac = STRANGER, username, of = this.customerId, reason } = tried;
    await this.api.database.pool.query(
      `insert into attempts (id, first_at, at, count, node_id, kind, customer_id, username, mac, calling_station_id, nas_id, outcome, reason, facts)
       select (lpad(to_hex(ms), 8 + 4, '0') || '7000800000000000000' || to_hex($2::int % 16))::uuid, at, at, $2, gen_random_uuid(), $8, $3,
              $4, $5::text::macaddr, coalesce($5::text, ''), $6, case when $7::text is null then 'accept' else 'reject' end, $7, '{"method":"pap"}'
         from (select to_timestamp(ms / 1000.0) as at, ms
                 from (select floor(extract(epoch from now()) * 1000)::bigint - $1::int * 60000 as ms) as m) as t`,
      [
        minutesAgo,
        count,
        of,
        username ?? `rahima.${this.serial}`,
        mac,
        this.nasId,
        reason === undefined ? 'device-not-registered' : reason,
        tried.kind ?? 'pppoe',
      ],
    );
  };

  session = async (
    minutes: Minutes,
    more: { mac?: string | null; of?: string; ended?: boolean } = {},
  ): Promise<void> => {
    const address = `192.0.2.${this.serial}`;
    const { pool } = this.api.database;
    const { rows } = await pool.query(
      `insert into sessions (identity_hash, source_address, nas_identifier, acct_session_id, calling_station_id, username,
                             customer_id, mac, nas_id, started_at, last_event_start_at, last_heard_at, ended_at)
       select 1, $1::inet, '', gen_random_uuid()::text, '', 'x', $2, $3::macaddr, $4, now() - make_interval(mins => $5), now(),
              now() - make_interval(mins => $6), case when $7 then now() - make_interval(mins => $6) end returning id`,
      [
        address,
        more.of ?? this.customerId,
        more.mac === undefined ? HOME : more.mac,
        this.nasId,
        minutes.since,
        minutes.heard,
        more.ended ?? false,
      ],
    );
    await pool.query(`insert into open_sessions values ($1::inet, array[$2::bigint])`, [address, rows[0].id]);
  };

  heardFromRouter = async (minutesAgo: number): Promise<void> => {
    await this.api.database.pool.query(
      `insert into nas_health (nas_id, node_id, last_accounting_at) values ($1, gen_random_uuid(), now() - make_interval(mins => $2))`,
      [this.nasId, minutesAgo],
    );
  };

  /** Runs now, unless told that it has ended. */
  givePackage = async (fields: Record<string, unknown> = {}, endedMinutesAgo: number | null = null) => {
    const { api, customerId } = this;
    const made = await api.call('POST', '/service-packages', {
      name: `Home ${this.serial}`,
      kind: 'pppoe',
      validitySeconds: 30 * 86_400,
      ...fields,
    });
    assert.equal(made.status, 201, made.text);
    const path = `/customers/${customerId}/subscriptions`;
    const given = await api.call('POST', path, { servicePackageId: String(made.body['id']) });
    assert.ok(given.status < 300, given.text);
    if (endedMinutesAgo === null) return;
    await api.database.pool.query(
      `update subscriptions set starts_at = now() - interval '2 days', ends_at = now() - make_interval(mins => $2) where customer_id = $1`,
      [customerId, endedMinutesAgo],
    );
  };

  /** Of the package that runs. */
  use = async (used: { bytes?: number; seconds?: number }): Promise<void> => {
    await this.api.database.pool.query(
      `insert into subscription_usage (subscription_id, used_bytes, used_seconds)
       select id, $2, $3 from subscriptions where customer_id = $1`,
      [this.customerId, used.bytes ?? 0, used.seconds ?? 0],
    );
  };

  situation = async (): Promise<Situation & { readonly does: readonly string[] }> => {
    const { status, body, text } = await this.api.call('GET', `/customers/${this.customerId}/situation`);
    assert.equal(status, 200, text);
    const told = body as unknown as Situation;
    return { ...told, does: told.ways.map((way) => way.do) };
  };
}
