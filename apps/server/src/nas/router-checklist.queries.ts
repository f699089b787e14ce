import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { readToldSsids } from '../hotspot-zones/told-ssids.ts';
import { readNasHeard } from './nas-health.queries.ts';
import { type Check, type ChecklistFacts, checkRouter, INTERIM_DUE_MS } from './router-checklist.ts';

const STRANGERS_MAX = 3;

/** The checklist of a router as it stands now; `null`: there is no such router. */
export async function readChecklist(db: Db, nasId: number, now: number): Promise<Check[] | null> {
  const facts = await readChecklistFacts(db, nasId, now);
  return facts === null ? null : checkRouter(facts, now);
}

async function readChecklistFacts(db: Db, nasId: number, now: number): Promise<ChecklistFacts | null> {
  const row = await readRow(db, nasId);
  const heard = (await readNasHeard(db, [nasId])).get(nasId);
  if (row === undefined || heard === undefined) return null;
  // While interim updates come, nobody need look through who is online.
  const isSilent = now - (heard.lastInterimAt ?? 0) > INTERIM_DUE_MS;
  const wasHeard = heard.lastRequestAt !== null || heard.lastAccountingAt !== null;
  return {
    heard,
    isMikrotik: row.vendor === 'mikrotik',
    vendor: row.vendor,
    lastInterimAt: heard.lastInterimAt,
    lastMacLoginAt: heard.lastMacLoginAt,
    lastUnsignedDiscardAt: row.last_unsigned_at?.getTime() ?? null,
    oldestOpenSessionAt: isSilent && wasHeard ? await findOldestOpenSession(db, nasId) : null,
    strangers: wasHeard ? [] : await findStrangers(db, now),
    zones: row.zones,
    toldSsids: row.zone_ssid === null ? [] : await readTold(db, nasId, row.zone_ssid),
    ...(await readTickets(db, nasId)),
    coaPort: row.coa_port,
    lastAsked: row.last_asked === null ? null : { ...row.last_asked, at: Date.parse(row.last_asked.at) },
    kitRanAt: row.kit_ran_at?.getTime() ?? null,
    routerVersion: row.router_version,
  };
}

type AskedRow = { readonly at: string; readonly answered: boolean; readonly wronglySigned: boolean };

async function readRow(db: Db, nasId: number) {
  return db
    .selectFrom('nas as n')
    .select([
      'n.vendor',
      'n.coa_port',
      'n.kit_ran_at',
      'n.router_version',
      sql<string | null>`(select z.ssid from hotspot_zones z where z.id = n.zone_id)`.as('zone_ssid'),
      sql<Date | null>`(
        select max(d.last_at) from discards d
         where d.nas_id = n.id and d.reason in ('message-authenticator-missing', 'proxy-state-unsigned'))`.as(
        'last_unsigned_at',
      ),
      sql<ChecklistFacts['zones']>`coalesce((
        select jsonb_agg(jsonb_build_object('name', z.name, 'macLogin', z.mac_login) order by z.name)
          from hotspot_zones z
         where z.id = n.zone_id
            or exists (select from nas_hotspot_servers h where h.nas_id = n.id and h.zone_id = z.id)), '[]')`.as(
        'zones',
      ),
      sql<AskedRow | null>`(
        select jsonb_build_object('at', r.finished_at, 'wronglySigned', r.unverified > 0,
                                  'answered', r.state <> 'no-answer' or r.unexpected_code is not null)
          from dynamic_authorization_requests r
         where r.nas_id = n.id and r.state in ('acknowledged', 'refused', 'already-gone', 'no-answer')
         order by r.id desc limit 1)`.as('last_asked'),
    ])
    .where('n.id', '=', nasId)
    .executeTakeFirst();
}

async function readTold(db: Db, nasId: number, ofZone: string): Promise<ChecklistFacts['toldSsids']> {
  const told = await readToldSsids(db, { nasId });
  return told.map(({ ssid, lastAt }) => ({ ssid, ofZone, at: lastAt.getTime() }));
}

/** So many of the last attempts of all routers are looked through. */
const ATTEMPTS_MAX = 2000;

async function readTickets(
  db: Db,
  nasId: number,
): Promise<Pick<ChecklistFacts, 'lastTicketAcceptedAt' | 'lastTicketChanged'>> {
  const { rows } = await sql<{ accepted_at: Date | null; changed_at: Date | null; by_pap: boolean | null }>`
    select max(at) filter (where outcome = 'accept') as accepted_at,
           max(at) filter (where reason = 'wrong-password') as changed_at,
           (array_agg(facts->>'method' = 'pap' order by at desc) filter (where reason = 'wrong-password'))[1] as by_pap
      from (select nas_id, at, outcome, reason, facts from attempts order by at desc limit ${ATTEMPTS_MAX}) a
     where nas_id = ${nasId} and facts->>'ticket' = 'true'`.execute(db);
  const [row] = rows;
  return {
    lastTicketAcceptedAt: row?.accepted_at?.getTime() ?? null,
    lastTicketChanged: row?.changed_at ? { at: row.changed_at.getTime(), byPap: row.by_pap === true } : null,
  };
}

async function findOldestOpenSession(db: Db, nasId: number): Promise<number | null> {
  const { rows } = await sql<{ started_at: Date | null }>`
    select min(s.started_at) as started_at
      from nas n
      join open_sessions o on o.source_address <<= n.address
      join sessions s on s.id = any(o.session_ids)
     where n.id = ${nasId} and s.nas_id = n.id and s.ended_at is null`.execute(db);
  return rows[0]?.started_at?.getTime() ?? null;
}

/** Whoever asked within the last hour and is no router of ours: maybe this one, from another address. */
async function findStrangers(db: Db, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('discards')
    .select(sql<string>`host(source_address)`.as('address'))
    .where('reason', '=', 'unknown-nas')
    .where('last_at', '>', new Date(now - 3_600_000))
    .orderBy('last_at', 'desc')
    .limit(STRANGERS_MAX)
    .execute();
  return rows.map(({ address }) => address);
}
