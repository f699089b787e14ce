import { SESSION_SILENCE_SECONDS_MAX } from '@gatehouse/domain/access/granted-service';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import { LISTED_IDS } from '../../sessions/listed-sessions.ts';

/** A session of the customer's. Times in milliseconds. */
export type OwnSession = {
  readonly startedAt: number;
  readonly heardAt: number;
  readonly endedAt: number | null;
  readonly mac: string | null;
  readonly nasId: number | null;
  readonly nasName: string | null;
};

/** So many of the newest; whoever has more open at once has other worries. */
const SESSIONS_MAX = 30;

/** The customer's newest sessions, the newest first. */
export async function readSessions(
  db: Db,
  customerId: number,
  atMost = SESSIONS_MAX,
): Promise<readonly OwnSession[]> {
  const { rows } = await sql<{
    startedAt: Date;
    heardAt: Date;
    endedAt: Date | null;
    mac: string | null;
    nasId: number | null;
    nasName: string | null;
  }>`
    select s.started_at as "startedAt", s.last_heard_at as "heardAt", s.ended_at as "endedAt", s.mac::text,
           n.id as "nasId", n.name as "nasName"
      from sessions s left join nas n on n.id = s.nas_id
     where s.customer_id = ${customerId} order by s.id desc limit ${atMost}`.execute(db);
  return rows.map(({ startedAt, heardAt, endedAt, mac, ...row }) => ({
    ...row,
    startedAt: startedAt.getTime(),
    heardAt: heardAt.getTime(),
    endedAt: endedAt?.getTime() ?? null,
    mac: mac?.toUpperCase() ?? null,
  }));
}

/** Open, and heard from within three interim intervals. */
export function isOnline({ endedAt, heardAt }: OwnSession, now: number): boolean {
  return endedAt === null && heardAt > now - SESSION_SILENCE_SECONDS_MAX * 1000;
}

export type RouterFacts = {
  readonly heardAt: number | null;
  readonly othersOnline: number;
  readonly hadOthers: boolean;
};

/** A busy router has so many that no more need be counted. */
const OTHERS_COUNTED = 2_000;
/** Whether a silent router was busy before is looked for among so many of the newest sessions. */
const SEARCHED = 20_000;

/** What is heard of a router, and of the other customers there. */
export async function readRouter(
  db: Db,
  nasId: number,
  customerId: number,
  now: number,
): Promise<RouterFacts> {
  const lately = sql`s.last_heard_at > ${new Date(now - SESSION_SILENCE_SECONDS_MAX * 1000).toISOString()}::timestamptz`;
  const { rows } = await sql<{ heardAt: Date | null; othersOnline: number }>`
    select (select max(greatest(last_request_at, last_accounting_at)) from nas_health where nas_id = ${nasId}) as "heardAt",
           (select count(distinct customer_id) from (
              select s.customer_id from (${openAt(nasId)}) as listed (id)
                join sessions s on s.id = listed.id
               where s.nas_id = ${nasId} and s.ended_at is null and ${lately}
                 and s.customer_id is distinct from ${customerId}
               limit ${OTHERS_COUNTED}) as others) as "othersOnline"`.execute(db);
  const heardAt = rows[0]?.heardAt?.getTime() ?? null;
  const othersOnline = rows[0]?.othersOnline ?? 0;
  const hadOthers = othersOnline > 0 || (await wasBusy(db, nasId, customerId, heardAt));
  return { heardAt, othersOnline, hadOthers };
}

/** The list is kept by the address that a router's packets come from. */
function openAt(nasId: number): RawBuilder<unknown> {
  return sql`${sql.raw(LISTED_IDS)} where source_address <<= (select address from nas where id = ${nasId})`;
}

async function wasBusy(db: Db, nasId: number, customerId: number, heardAt: number | null): Promise<boolean> {
  if (heardAt === null) return false;
  const before = new Date(heardAt - 3_600_000).toISOString();
  const { rows } = await sql`
    select from sessions s
     where s.id > (select max(id) from sessions) - ${SEARCHED} and s.nas_id = ${nasId}
       and s.customer_id is distinct from ${customerId} and s.last_heard_at > ${before}::timestamptz
     limit 1`.execute(db);
  return rows.length > 0;
}
