import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { keepAttemptPartitions } from '../../access-log/attempt-partitions.ts';
import type { Json, TestApi } from './test-api.ts';

/**
 * A town: a hotspot zone with its router, a customer who dials in and one of the hotspot, and at least one row of everything
 * that belongs to them. Whatever can be read in it starts with its name; MACs with its digits, addresses with its number.
 */
export type Town = {
  readonly name: string;
  readonly zone: number;
  readonly nas: number;
  readonly package: number;
  readonly line: number;
  readonly guest: number;
  readonly device: number;
  readonly removed: number;
  readonly note: number;
  readonly session: number;
  readonly attempt: string;
  readonly request: number;
  readonly payment: number;
  readonly subscription: number;
  readonly batch: number;
  readonly unrecognised: number;
  readonly finding: number;
  readonly mac: (which: number) => string;
  readonly code: string;
};

export async function buildTown(api: TestApi, name: string, number: number): Promise<Town> {
  const { db } = api.database;
  const make = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const answer = await api.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const idOf = (made: Json): number => Number(made['id']);
  const mac = (which: number): string => `${String(number).padStart(2, '0')}:DE:F0:00:00:0${which}`;
  const low = name.toLowerCase();

  const zone = idOf(await make('POST', '/hotspot-zones', { name: `${name} zone`, ssid: `${name} wifi` }));
  const nas = idOf(
    await make('POST', '/nas', {
      name: `${name} router`,
      address: `10.${number}.0.1`,
      secret: `${name} secret for routers`,
      vendor: 'mikrotik',
      zoneId: String(zone),
    }),
  );
  const servicePackage = idOf(
    await make('POST', '/service-packages', {
      name: `${name} package`,
      kind: 'hotspot',
      zoneIds: [String(zone)],
      validitySeconds: 3600,
      priceMinor: 100_000 + number,
      currency: 'USD',
    }),
  );
  const customer = (kind: string, home: object) =>
    make('POST', '/customers', {
      name: `${name} ${kind}`,
      username: `${low}.${kind}`,
      password: `${name}-password-1`,
      kind,
      phone: `+8801${number}0000${kind.length}`,
      email: `${kind}@${low}.example`,
      deviceLimit: 9,
      home,
    });
  const line = idOf(await customer('pppoe', { routerId: String(nas) }));
  const guest = idOf(await customer('hotspot', { zoneId: String(zone) }));
  const add = async (customerId: number, which: number) =>
    idOf(
      await make('POST', `/customers/${customerId}/devices`, {
        mac: mac(which),
        label: `${name} device ${which}`,
      }),
    );
  const device = await add(line, 1);
  const removed = await add(line, 2);
  await make('DELETE', `/devices/${removed}`);
  const blocked = await add(line, 3);
  await make('POST', '/blocked-macs', { mac: mac(3), reason: `${name} reason` });
  await add(guest, 4);
  const swapped = await add(line, 5);
  await make('POST', `/devices/${swapped}/replace`, { mac: mac(6) });
  await make('POST', `/customers/${line}/swap-window`, {});
  const note = idOf(await make('POST', `/devices/${device}/notes`, { text: `${name} note` }));
  const subscription = idOf(
    await make('POST', `/customers/${guest}/subscriptions`, {
      servicePackageId: String(servicePackage),
      reason: `${name} gift`,
    }),
  );
  const batch = await make('POST', '/voucher-batches', {
    name: `${name} batch`,
    servicePackageId: String(servicePackage),
    count: 2,
  });

  const session = await db
    .insertInto('sessions')
    .values({
      identity_hash: number,
      nas_id: nas,
      source_address: `10.${number}.0.1`,
      nas_identifier: `${name} identifier`,
      acct_session_id: `${name}-1`,
      username: `${low}.pppoe`,
      calling_station_id: mac(1),
      mac: mac(1),
      customer_id: line,
      framed_ip_address: `10.${number}.1.1`,
      called_station_id: `${name} called`,
      started_at: sql<Date>`trusted_now() - interval '1 hour'`,
      last_event_start_at: sql<Date>`trusted_now()`,
      last_heard_at: sql<Date>`trusted_now()`,
      input_bytes: 5_000_000 + number,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('open_sessions')
    .values({ source_address: `10.${number}.0.1`, session_ids: [session.id] })
    .execute();
  const attempt = (
    values: { customer_id: number | null; username: string; which: number },
    facts: object = {},
  ) => ({
    id: randomUUID(),
    first_at: sql<Date>`trusted_now()`,
    at: sql<Date>`trusted_now()`,
    count: 4,
    node_id: randomUUID(),
    kind: 'pppoe' as const,
    customer_id: values.customer_id,
    username: values.username,
    mac: mac(values.which),
    calling_station_id: mac(values.which),
    nas_id: nas,
    outcome: 'reject' as const,
    reason: 'device-not-registered',
    facts: JSON.stringify({ nasPortId: `${name} port`, ...facts }),
  });
  const attempts = [
    attempt({ customer_id: line, username: `${low}.pppoe`, which: 7 }),
    attempt({ customer_id: null, username: `${low}.nobody`, which: 8 }),
  ];
  await keepAttemptPartitions(api.database.pool, Date.now());
  await db.insertInto('attempts').values(attempts).execute();
  const unrecognised = await db
    .insertInto('unrecognised_devices')
    .values({
      customer_id: line,
      mac: mac(7),
      first_at: sql<Date>`trusted_now()`,
      last_at: sql<Date>`trusted_now()`,
      refused_count: 4,
      last_reason: 'device-not-registered',
      last_nas_id: nas,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('discards')
    .values({
      source_address: `10.${number}.0.1`,
      reason: 'bad-signature',
      nas_id: nas,
      first_at: sql<Date>`trusted_now()`,
      last_at: sql<Date>`trusted_now()`,
      count: 3,
    })
    .execute();
  await db
    .insertInto('waiting_devices')
    .values({
      zone_id: zone,
      node_id: randomUUID(),
      at: sql<Date>`trusted_now()`,
      devices: JSON.stringify([
        { mac: mac(9), nasId: nas, firstAt: Date.now(), lastAt: Date.now(), count: 2 },
      ]),
    })
    .execute();
  const request = await db
    .insertInto('dynamic_authorization_requests')
    .values({
      kind: 'disconnect',
      reason: 'operator',
      session_id: session.id,
      customer_id: line,
      nas_id: nas,
      source_address: `10.${number}.0.1`,
      requested_by: `${name} requester`,
      state: 'acknowledged',
      finished_at: sql<Date>`trusted_now()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const method = idOf(
    await make('POST', '/payment-methods', { provider: 'cash', name: `Cash ${number}`, settings: {} }),
  );
  const payment = await db
    .insertInto('payments')
    .values({
      idempotency_key: `${name}-payment`,
      customer_id: guest,
      service_package_id: servicePackage,
      package_name: `${name} package`,
      zone_id: zone,
      payment_method_id: method,
      amount_minor: 100_000 + number,
      currency: 'USD',
      state: 'to-approve',
      review_reason: 'cash',
      entered_reference: `${name} reference`,
      expires_at: sql<Date>`trusted_now() + interval '1 day'`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const finding = await db
    .insertInto('review_findings')
    .values({
      device_id: device,
      rule: 'never-seen',
      customer_id: line,
      since: sql<Date>`trusted_now()`,
      fingerprint: name,
      facts: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('review_decisions')
    .values({
      device_id: blocked,
      rule: 'never-seen',
      customer_id: line,
      mac: mac(3),
      name: `${name} decided`,
      fingerprint: name,
      decision: 'keep',
      decided_by: `${name} decider`,
    })
    .execute();
  await make('POST', '/saved-views', {
    screen: 'devices',
    name: `${name} view`,
    query: { search: name },
    shared: true,
  });
  return {
    name,
    zone,
    nas,
    package: servicePackage,
    line,
    guest,
    device,
    removed,
    note,
    session: session.id,
    attempt: attempts[0]?.id ?? '',
    request: request.id,
    payment: payment.id,
    subscription,
    batch: idOf(batch['batch'] ?? {}),
    unrecognised: unrecognised.id,
    finding: finding.id,
    mac,
    code: String(batch['vouchers']?.[0]?.['code']),
  };
}

/** What nobody may read who does not look after this town. */
export function marksOf({ name, mac }: Town, number: number): string[] {
  return [
    name,
    name.toLowerCase(),
    mac(0).slice(0, 8),
    mac(0).slice(0, 8).toLowerCase(),
    `10.${number}.`,
    `1000${number}`,
  ];
}
