import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { LISTED_IDS } from '../sessions/listed-sessions.ts';
import { beginsOrEnds } from './mac-part.ts';
import type { SoughtText } from './read-sought.ts';
import { FOUND_MAX, type Found } from './search.schemas.ts';

/** Who is online in a whole network is not put in order. */
const LOOKED_AT = 200;

type SessionRow = {
  id: number;
  customerId: number | null;
  customerName: string | null;
  username: string;
  mac: string | null;
  framedIpAddress: string | null;
  nasName: string | null;
  startedAt: Date;
};

/** Who is online, by an IP address or the beginning of one, or by a MAC: also one that nobody has registered. */
export async function findSessions(db: Db, { ip, macDigits }: SoughtText): Promise<Found['sessions']> {
  const ways: RawBuilder<boolean>[] = [];
  if (ip !== null) ways.push(sql`s.framed_ip_address between ${ip.from}::inet and ${ip.to}::inet`);
  if (macDigits !== null) ways.push(beginsOrEnds(sql`s.mac`, macDigits));
  if (ways.length === 0) return [];
  const { rows } = await sql<SessionRow>`
    select s.id, s.customer_id as "customerId", c.name as "customerName", s.username, s.mac::text,
           host(s.framed_ip_address) as "framedIpAddress", n.name as "nasName", s.started_at as "startedAt"
      from (select * from sessions s
             where s.id = any(array(${sql.raw(LISTED_IDS)})) and s.ended_at is null and (${sql.join(ways, sql` or `)})
             limit ${LOOKED_AT}) as s
      left join customers c on c.id = s.customer_id
      left join nas n on n.id = s.nas_id
     order by s.framed_ip_address <> ${ip?.from ?? '0.0.0.0'}::inet, s.id desc limit ${FOUND_MAX}`.execute(
    db,
  );
  return rows.map(({ id, customerId, mac, startedAt, ...row }) => ({
    ...row,
    id: String(id),
    customerId: customerId === null ? null : String(customerId),
    mac: mac?.toUpperCase() ?? null,
    startedAt: startedAt.toISOString(),
  }));
}
