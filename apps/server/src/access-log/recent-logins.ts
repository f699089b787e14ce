import type { AttemptKind } from '@gatehouse/domain/access/access-facts';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** A line of the access log, as far as one needs it to tell how a customer's logins went. Times in milliseconds. */
export type RecentLogin = {
  readonly id: string;
  readonly firstAt: number;
  readonly at: number;
  readonly count: number;
  readonly kind: AttemptKind;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly username: string;
  readonly mac: string | null;
  readonly nasId: number | null;
  readonly nasName: string | null;
  readonly outcome: 'accept' | 'reject';
  readonly reason: string | null;
};

export const OWN_MAX = 300;
/** Of each device. */
const OF_DEVICE_MAX = 30;

/**
 * The customer's own logins, and those that their devices tried under another name; the newest first.
 * @param macs of the customer's registered devices, and of what they were `seen` with: that counts where it is nobody's, and only
 * under a username that nobody has, for a technician's laptop logs in as many
 * @param since milliseconds since the epoch
 */
export async function recentLogins(
  db: Db,
  customerId: number,
  { registered, seen }: { readonly registered: readonly string[]; readonly seen: readonly string[] },
  since: number,
): Promise<readonly RecentLogin[]> {
  const from = new Date(since).toISOString();
  // A line's first is at most a minute before its last: days that hold none are not looked at.
  const within = sql`a.at > ${from}::timestamptz and a.first_at > ${from}::timestamptz - interval '1 minute'`;
  const { rows } = await sql<RecentLoginRow>`
    select l.id, l.first_at as "firstAt", l.at, l.count, l.kind, l.customer_id as "customerId",
           c.name as "customerName", l.username, l.mac::text, n.id as "nasId", n.name as "nasName", l.outcome, l.reason
      from ((select a.* from attempts a where a.customer_id = ${customerId} and ${within}
              order by a.at desc limit ${OWN_MAX})
            union all
            (select tried.* from (select unnest(${[...registered]}::macaddr[]), false
                                   union select mac, true from unnest(${[...seen]}::macaddr[]) as s (mac)
                                          where not exists (select from devices d where d.mac = s.mac)) as own (mac, is_nobodys)
              cross join lateral (
                select a.* from attempts a
                 where a.mac = own.mac and a.kind <> 'hotspot-mac'
                   and a.customer_id is distinct from ${customerId} and not (own.is_nobodys and a.customer_id is not null)
                   and ${within}
                 order by a.at desc limit ${OF_DEVICE_MAX}) as tried)) as l
      left join customers c on c.id = l.customer_id
      left join nas n on n.id = l.nas_id
     order by l.at desc`.execute(db);
  return rows.map(({ firstAt, at, mac, ...row }) => ({
    ...row,
    firstAt: firstAt.getTime(),
    at: at.getTime(),
    mac: mac?.toUpperCase() ?? null,
  }));
}

type RecentLoginRow = Omit<RecentLogin, 'firstAt' | 'at'> & { readonly firstAt: Date; readonly at: Date };
