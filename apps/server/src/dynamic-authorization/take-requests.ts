import type { RequestKind } from '@gatehouse/domain/dynamic-authorization/request-words';
import type pg from 'pg';
import { HEARTBEAT_SECONDS_MAX } from '../db/change-feed.ts';
import { CLICK_URGENCY, urgencySql } from './request-urgency.ts';

/** A request that this process has taken, with all that sending it needs. */
export type TakenRequest = {
  readonly id: number;
  readonly kind: RequestKind;
  /** Milliseconds since the epoch; `null`: without end. */
  readonly lastsUntil: number | null;
  /** Of a CoA-Request: it tells no end. */
  readonly keepsEnd: boolean;
  /** Of a CoA-Request: the speed that the session gets; `null`: it keeps what it has. */
  readonly newRates: Rates | null;
  readonly tooLate: boolean;
  /** Where the session's accounting came from: there the router is asked. */
  readonly address: string;
  readonly session: SessionOfRequest;
  /** `null`: no router is declared for the address any more. */
  readonly nas: NasOfRequest | null;
};

/** `null`: no limit. */
export type Rates = { readonly rateDownKbps: number | null; readonly rateUpKbps: number | null };

/** As the router itself wrote it. */
export type SessionOfRequest = {
  readonly id: number;
  readonly username: string;
  readonly acctSessionId: string;
  readonly callingStationId: string;
  readonly calledStationId: string | null;
  readonly framedIpAddress: string | null;
  readonly nasIdentifier: string;
  readonly startedAt: number;
  readonly ended: boolean;
};

export type NasOfRequest = {
  readonly vendor: string;
  readonly coaPort: number;
  readonly messageAuthenticator: 'required' | 'learn' | 'off';
  readonly secretCipher: Buffer;
  readonly previousSecretCipher: Buffer | null;
};

export type Taker = {
  readonly nodeId: string;
  /**
   * How many are under way to each address: a router gets `perNas` at most, and holds up no other. As many again are
   * kept free for those whom somebody waits for.
   */
  readonly underWay: ReadonlyMap<string, number>;
  /** Addresses that answered when they were asked last. */
  readonly answering: ReadonlySet<string>;
  readonly perNas: number;
  /** All other addresses share about so many; each gets one all the same. */
  readonly unansweredMax: number;
  readonly limit: number;
};

/** The process that hears a router best sends first; the others after this, if it has not. */
const OTHERS_AFTER_SECONDS = 2;
/** What nobody could send for so long is not what anyone waits for any more. */
const TOO_LATE_MINUTES = 10;

const TAKE = `
  with open as (
    select r.id, r.source_address, r.urgency,
           row_number() over (partition by r.source_address order by r.urgency, r.id) as turn
      from (select *, ${urgencySql('reason')} as urgency from dynamic_authorization_requests) r
     where r.state = 'waiting'
       and (r.in_force_xid is null or not exists (
             select from radius_nodes n
              where n.heartbeat_at > now() - make_interval(secs => ${HEARTBEAT_SECONDS_MAX})
                and not coalesce(pg_visible_in_snapshot(r.in_force_xid, n.applied_snapshot), false)))
       and (r.requested_at < now() - make_interval(secs => ${OTHERS_AFTER_SECONDS})
            or coalesce((select h.node_id from nas_health h
                           join radius_nodes n on n.id = h.node_id
                          where h.nas_id = r.nas_id
                            and n.heartbeat_at > now() - make_interval(secs => ${HEARTBEAT_SECONDS_MAX})
                          order by h.last_request_at desc nulls last limit 1), $1::uuid) = $1::uuid)
  ), unanswered as (
    select greatest(1, least($4::int, $7::int / greatest(1, count(distinct source_address)::int))) as share
      from open where source_address <> all ($6::inet[])
  ), chosen as (
    select open.id
      from open
      left join unnest($2::inet[], $3::int[]) as busy (address, count) on busy.address = open.source_address
     cross join unanswered
     where open.turn <= case when open.urgency = ${CLICK_URGENCY} then 2 else 1 end
                          * case when open.source_address = any ($6::inet[]) then $4::int else unanswered.share end
                        - coalesce(busy.count, 0)
     order by open.urgency, open.id
     limit $5
  )
  update dynamic_authorization_requests r
     set state = 'sending', node_id = $1::uuid, taken_at = now()
    from chosen
   where r.id = chosen.id and r.state = 'waiting'
  returning r.id`;

const READ = `
  select r.id, r.kind, date_part('epoch', r.lasts_until) * 1000 as lasts_until, r.keeps_end,
         begun.id is not null as tells_rates, p.rate_down_kbps, p.rate_up_kbps,
         r.requested_at < now() - make_interval(mins => ${TOO_LATE_MINUTES}) as too_late,
         host(r.source_address) as address, s.id as session_id, s.username, s.acct_session_id, s.calling_station_id,
         s.called_station_id, host(s.framed_ip_address) as framed_ip_address, s.nas_identifier,
         date_part('epoch', s.started_at) * 1000 as started_at, s.ended_at is not null as ended,
         n.vendor, n.coa_port, n.message_authenticator, n.secret_cipher, n.previous_secret_cipher
    from dynamic_authorization_requests r
    join sessions s on s.id = r.session_id
    left join subscriptions begun on begun.id = r.subscription_id
    left join service_packages p on p.id = begun.service_package_id
    left join lateral (
         select * from nas where nas.address >>= r.source_address order by masklen(nas.address) desc limit 1) n on true
   where r.id = any($1::bigint[])
   order by r.id`;

type ReadRow = {
  id: number;
  kind: RequestKind;
  lasts_until: number | null;
  keeps_end: boolean;
  tells_rates: boolean;
  rate_down_kbps: number | null;
  rate_up_kbps: number | null;
  too_late: boolean;
  address: string;
  session_id: number;
  username: string;
  acct_session_id: string;
  calling_station_id: string;
  called_station_id: string | null;
  framed_ip_address: string | null;
  nas_identifier: string;
  started_at: number;
  ended: boolean;
  vendor: string | null;
  coa_port: number;
  message_authenticator: 'required' | 'learn' | 'off';
  secret_cipher: Buffer;
  previous_secret_cipher: Buffer | null;
};

/** Takes what waits and may be sent now, clicks before what the clock asked for. Two processes never take the same. */
export async function takeRequests(pool: pg.Pool, taker: Taker): Promise<TakenRequest[]> {
  const { nodeId, underWay, answering, perNas, unansweredMax, limit } = taker;
  const counts = [[...underWay.keys()], [...underWay.values()]];
  const taken = await pool.query<{ id: number }>(TAKE, [
    nodeId,
    ...counts,
    perNas,
    limit,
    [...answering],
    unansweredMax,
  ]);
  if (taken.rows.length === 0) return [];
  const { rows } = await pool.query<ReadRow>(READ, [taken.rows.map(({ id }) => id)]);
  return rows.map(toTakenRequest);
}

function toTakenRequest(row: ReadRow): TakenRequest {
  return {
    id: row.id,
    kind: row.kind,
    lastsUntil: row.lasts_until,
    keepsEnd: row.keeps_end,
    newRates: row.tells_rates ? { rateDownKbps: row.rate_down_kbps, rateUpKbps: row.rate_up_kbps } : null,
    tooLate: row.too_late,
    address: row.address,
    session: {
      id: row.session_id,
      username: row.username,
      acctSessionId: row.acct_session_id,
      callingStationId: row.calling_station_id,
      calledStationId: row.called_station_id,
      framedIpAddress: row.framed_ip_address,
      nasIdentifier: row.nas_identifier,
      startedAt: row.started_at,
      ended: row.ended,
    },
    nas:
      row.vendor === null
        ? null
        : {
            vendor: row.vendor,
            coaPort: row.coa_port,
            messageAuthenticator: row.message_authenticator,
            secretCipher: row.secret_cipher,
            previousSecretCipher: row.previous_secret_cipher,
          },
  };
}
