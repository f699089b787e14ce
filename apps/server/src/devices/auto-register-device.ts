import type { AccessWrite } from '@gatehouse/domain/access/decide-access';
import { formatMacAddress, type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import { type Actor, radiusActor } from '../actor.ts';
import { isAsleep } from './asleep-devices.ts';
import { announceChange } from '../db/change-feed.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { writeAudit } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import { noteContinued } from './swap/swap-mac.ts';
import { useSwapWindow } from './swap/use-swap-window.ts';

/** A login that has something to store before it is accepted. */
export type LoginToStore = {
  readonly customerId: number;
  /** What it has of a package now; `null`: nothing. */
  readonly subscriptionId: number | null;
  /** As a NAS reported it by RADIUS: only such a MAC is ever registered automatically (rule 6). */
  readonly mac: MacAddress | null;
  /** `null`: a line. */
  readonly zoneId: number | null;
  readonly writes: readonly AccessWrite[];
  readonly deviceLimit: number;
  /** Places that others hold by their sessions (rule 10). */
  readonly borrowedPlaces: number;
  /** The portal's ticket that it was made with; `null`: with the customer's own credential. */
  readonly ticketId: number | null;
  /** When this process heard of a device last, in milliseconds: its row may not say so yet. `null`: it has not. */
  readonly seenAt?: (mac: MacAddress) => number | null;
  /** Whether nobody waits for it any more, so that nothing must be stored. */
  readonly isGivenUp?: () => boolean;
};

/**
 * `lost-race`: someone else changed what the login was judged by; judge it again with fresh facts. `not-continued`: it
 * was to go on as a device that is gone, online or seen within a day (rule 14); judge it again as a device of its own.
 */
export type StoredLogin = 'stored' | 'lost-race' | 'not-continued';

/** In one transaction, with the customer's row locked: of two first logins at a limit of one, one registers. */
export async function autoRegisterDevice(db: Db, login: LoginToStore): Promise<StoredLogin> {
  try {
    await inTransaction(db, (tx) => storeAll(tx, login));
    return 'stored';
  } catch (error) {
    if (error instanceof LostRace) return error.why;
    throw error;
  }
}

/** Thrown so that nothing of a half-stored login is committed; it never leaves this file. */
class LostRace extends Error {
  readonly why: Exclude<StoredLogin, 'stored'>;

  constructor(why: Exclude<StoredLogin, 'stored'> = 'lost-race') {
    super();
    this.why = why;
  }
}

/** Thrown for the same; nobody hears it any more. */
class GivenUp extends Error {}

async function storeAll(tx: Tx, login: LoginToStore): Promise<void> {
  // A frozen database must not hold a login longer than the NAS waits.
  await sql`set local statement_timeout = 900`.execute(tx);
  const customer = await tx
    .selectFrom('customers')
    .select('status')
    .where('id', '=', login.customerId)
    .forUpdate()
    .executeTakeFirst();
  if (customer?.status !== 'active') throw new LostRace();
  const touched = new Set([login.customerId]);
  for (const write of login.writes) {
    const holderId = await WRITES[write](tx, login);
    if (holderId === null) throw new LostRace(write === 'continue-device' ? 'not-continued' : 'lost-race');
    touched.add(holderId);
  }
  await announceChange(tx, 'customers', [...touched]);
  if (login.isGivenUp?.() === true) throw new GivenUp();
}

/** Each gives the customer whom it touched; `null`: the facts have changed meanwhile. */
const WRITES: Record<AccessWrite, (tx: Tx, login: LoginToStore) => Promise<number | null>> = {
  'register-device': registerDevice,
  'use-swap-window': useSwapWindow,
  'remember-zone': rememberZone,
  'pause-mac-login': (tx, login) => setPaused(tx, login, true),
  'resume-mac-login': (tx, login) => setPaused(tx, login, false),
  'begin-package': beginPackage,
  'use-ticket': useTicket,
  'continue-device': continueDevice,
};

/** Once: of two logins with one ticket, one passes. From its row the portal learns which device sits there. */
async function useTicket(tx: Tx, login: LoginToStore): Promise<number | null> {
  const { customerId, ticketId } = login;
  const used = await tx
    .updateTable('portal_tickets')
    .set({ used_at: sql<Date>`trusted_now()`, used_mac: macOf(login) })
    .where('id', '=', ticketId)
    .where('customer_id', '=', customerId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`trusted_now()`)
    .returning('id')
    .executeTakeFirst();
  if (used === undefined) return null;
  await noteTrialDevice(tx, customerId, macOf(login));
  await announceChange(tx, 'portal-tickets', [used.id]);
  return customerId;
}

/** A device has had a trial once a router reported it: what a browser says would use up a neighbour's. */
async function noteTrialDevice(tx: Tx, customerId: number, mac: string): Promise<void> {
  await sql`
    insert into portal_trials (service_package_id, customer_id, mac)
    select p.id, s.customer_id, ${mac}::macaddr
      from subscriptions s join service_packages p on p.id = s.service_package_id
     where p.trial and s.customer_id = ${customerId} and s.starts_at <= trusted_now()
       and (s.ends_at is null or s.ends_at > trusted_now())
    on conflict do nothing`.execute(tx);
}

const DAY_MS = 86_400_000;

/** Rule 14: the record goes on under the new address, unless it was online or seen within a day. */
async function continueDevice(tx: Tx, login: LoginToStore): Promise<number | null> {
  const { customerId, ticketId, zoneId } = login;
  const mac = macOf(login);
  const { rows } = await sql<{ id: number; before: string; now: Date }>`
    with old as (
      select d.id, d.mac from devices d join portal_tickets t on t.continues_device_id = d.id
       where t.id = ${ticketId} and d.customer_id = ${customerId} and ${isAsleep}
         and not exists (select from devices other where other.mac = ${mac}::macaddr)
         for update of d)
    update devices set mac = ${mac}::macaddr, mac_login_paused_at = null, last_seen_at = trusted_now(),
           zone_ids = case when zone_ids = '{}' or ${zoneId}::bigint = any(zone_ids) then zone_ids
                           else zone_ids || ${zoneId}::bigint end
      from old where devices.id = old.id
    returning devices.id, old.mac::text as before, trusted_now() as now`.execute(tx);
  const [continued] = rows;
  if (continued === undefined) return null;
  // Let in a moment ago: when devices were seen is written behind the logins.
  const old = parseMacAddress(continued.before);
  const seenAt = old === null ? null : (login.seenAt?.(old) ?? null);
  if (seenAt !== null && seenAt > continued.now.getTime() - DAY_MS) return null;
  await noteContinued(tx, continued.id, continued.before);
  await audit(tx, login, 'devices.continue', continued.id, { mac, before: continued.before });
  return customerId;
}

async function registerDevice(tx: Tx, login: LoginToStore): Promise<number | null> {
  const { customerId, zoneId } = login;
  const mac = macOf(login);
  const known = await tx
    .selectFrom('devices')
    .select('customer_id')
    .where('mac', '=', mac)
    .executeTakeFirst();
  if (known !== undefined) return known.customer_id === customerId ? customerId : null;
  if (!(await hasFreePlace(tx, login))) return null;
  // Rule 7: on a hotspot, logging in is what registers a removed device again; on a line it stays removed.
  const removed = tx
    .selectFrom('removed_devices')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('mac', '=', mac);
  if (zoneId === null && (await removed.executeTakeFirst()) !== undefined) return null;
  await tx
    .deleteFrom('removed_devices')
    .where('customer_id', '=', customerId)
    .where('mac', '=', mac)
    .execute();
  const addedBy = zoneId === null ? 'Automatic (learned)' : 'Automatic (hotspot)';
  const device = await tx
    .insertInto('devices')
    .values({
      customer_id: customerId,
      mac,
      source: zoneId === null ? 'learned' : 'hotspot',
      added_by: addedBy,
      zone_ids: zoneId === null ? [] : [zoneId],
      last_seen_at: sql<Date>`trusted_now()`,
    })
    .onConflict((conflict) => conflict.column('mac').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (device === undefined) return null;
  await audit(tx, login, 'devices.register', device.id, { mac, addedBy });
  return customerId;
}

/** A device is written only where its MAC was read. */
function macOf({ mac }: LoginToStore): string {
  if (mac === null) throw new Error('A login without a MAC has no device to write.');
  return formatMacAddress(mac);
}

async function hasFreePlace(
  tx: Tx,
  { customerId, borrowedPlaces, deviceLimit }: LoginToStore,
): Promise<boolean> {
  const { count } = await tx
    .selectFrom('devices')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  return count + borrowedPlaces < deviceLimit;
}

async function rememberZone(tx: Tx, login: LoginToStore): Promise<number | null> {
  const { customerId, zoneId } = login;
  const device = await tx
    .updateTable('devices')
    .set({
      zone_ids: sql<
        number[]
      >`case when ${zoneId}::bigint = any(zone_ids) then zone_ids else zone_ids || ${zoneId}::bigint end`,
    })
    .where('mac', '=', macOf(login))
    .where('customer_id', '=', customerId)
    .returning(['id', 'zone_ids'])
    .executeTakeFirst();
  if (device === undefined) return null;
  await audit(tx, login, 'devices.remember-zone', device.id, { zoneIds: device.zone_ids });
  return customerId;
}

/** Rule 10: someone else logged in from it, so its holder's MAC login waits; until the holder does. */
async function setPaused(tx: Tx, login: LoginToStore, paused: boolean): Promise<number | null> {
  const device = await tx
    .updateTable('devices')
    .set({ mac_login_paused_at: paused ? sql<Date>`coalesce(mac_login_paused_at, trusted_now())` : null })
    .where('mac', '=', macOf(login))
    .where('customer_id', paused ? '!=' : '=', login.customerId)
    .returning(['id', 'customer_id'])
    .executeTakeFirst();
  if (device === undefined) return null;
  const action = paused ? 'devices.pause-mac-login' : 'devices.resume-mac-login';
  await audit(tx, { customerId: device.customer_id }, action, device.id, { loggedIn: login.customerId });
  return device.customer_id;
}

/** The package runs from now on. */
async function beginPackage(tx: Tx, { customerId, subscriptionId }: LoginToStore): Promise<number | null> {
  const begun = await tx
    .updateTable('subscriptions')
    .set({
      ends_at: sql<Date>`trusted_now() + waiting_seconds * interval '1 second'`,
      waiting_seconds: null,
    })
    .where('id', '=', subscriptionId)
    .where('customer_id', '=', customerId)
    .where('waiting_seconds', 'is not', null)
    .returning(['id', 'ends_at'])
    .executeTakeFirst();
  if (begun === undefined) return null;
  await writeAudit(tx, radiusActor, {
    action: 'subscriptions.begin',
    subjectKind: 'subscription',
    subjectId: begun.id,
    customerId,
    after: { endsAt: begun.ends_at },
    why: 'First use',
  });
  return customerId;
}

function audit(
  tx: Tx,
  { customerId }: Pick<LoginToStore, 'customerId'>,
  action: string,
  deviceId: number,
  after: { readonly addedBy?: string; readonly [fact: string]: unknown },
): Promise<void> {
  const actor: Actor = { ...radiusActor, name: after.addedBy ?? radiusActor.name };
  const why = WHY[action] ?? null;
  return writeAudit(tx, actor, {
    action,
    subjectKind: 'device',
    subjectId: deviceId,
    customerId,
    after,
    why,
  });
}

/** What made a login write. */
const WHY: Readonly<Record<string, string>> = {
  'devices.register': 'Logged in with the right password, and a place was free',
  'devices.continue': 'Its holder said that it is the same device under a new address',
  'devices.remember-zone': 'Logged in in a zone where it had not been before',
  'devices.pause-mac-login': 'Another customer logged in from it',
  'devices.resume-mac-login': 'Its holder logged in from it again',
};
