import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { Nas } from './nas.schemas.ts';
import type { NasHealth, NasWithHealth } from './nas-health.schemas.ts';
import { judgeNas, type NasHeard } from './nas-verdicts.ts';

/** Routers as they are shown: with what was heard of each, and what is wrong with it. */
export async function withHealth(db: Db, items: readonly Nas[], now: number): Promise<NasWithHealth[]> {
  const health = await readNasHealth(
    db,
    items.map(({ id }) => Number(id)),
    now,
  );
  return items.map((nas) => ({ ...nas, health: health.get(Number(nas.id)) ?? NOTHING_KNOWN }));
}

const NOTHING_KNOWN: NasHealth = {
  lastRequestAt: null,
  lastAcceptAt: null,
  lastAccountingAt: null,
  lastVerifiedAt: null,
  verdicts: [],
};

async function readNasHealth(
  db: Db,
  nasIds: readonly number[],
  now: number,
): Promise<Map<number, NasHealth>> {
  const heard = await readNasHeard(db, nasIds);
  return new Map([...heard].map(([id, one]) => [id, presentHealth(one, now)]));
}

/** What only the checklist looks at, beside what the verdicts do. */
export type NasHeardInFull = NasHeard & {
  readonly lastInterimAt: number | null;
  readonly lastMacLoginAt: number | null;
};

/** What was heard from routers by all radius processes together. */
export async function readNasHeard(db: Db, nasIds: readonly number[]): Promise<Map<number, NasHeardInFull>> {
  if (nasIds.length === 0) return new Map();
  const { rows } = await sql<HealthRow>`
    select n.id, n.created_at, n.message_authenticator,
           max(h.last_request_at) as last_request_at, max(h.last_accept_at) as last_accept_at,
           max(h.last_accounting_at) as last_accounting_at, max(h.last_verified_at) as last_verified_at,
           max(h.last_unverified_at) as last_unverified_at,
           max(h.last_without_message_auth_at) as last_without_message_auth_at,
           max(h.last_interim_at) as last_interim_at, max(h.last_mac_login_at) as last_mac_login_at,
           coalesce(sum(h.accepts_since_accounting), 0) as accepts_since_accounting,
           coalesce(sum(h.unverified_since_verified), 0) as unverified_since_verified,
           coalesce(sum(h.wrong_passwords_since_verified), 0) as wrong_passwords_since_verified
      from nas n
      left join nas_health h on h.nas_id = n.id
     where n.id = any(${nasIds}::bigint[])
     group by n.id, n.created_at, n.message_authenticator`.execute(db);
  return new Map(rows.map((row) => [row.id, toHeard(row)]));
}

type HealthRow = {
  id: number;
  created_at: Date;
  message_authenticator: NasHeard['messageAuthenticator'];
  last_request_at: Date | null;
  last_accept_at: Date | null;
  last_accounting_at: Date | null;
  last_verified_at: Date | null;
  last_unverified_at: Date | null;
  last_without_message_auth_at: Date | null;
  last_interim_at: Date | null;
  last_mac_login_at: Date | null;
  accepts_since_accounting: number;
  unverified_since_verified: number;
  wrong_passwords_since_verified: number;
};

function toHeard(row: HealthRow): NasHeardInFull {
  return {
    createdAt: row.created_at.getTime(),
    lastRequestAt: row.last_request_at?.getTime() ?? null,
    lastAcceptAt: row.last_accept_at?.getTime() ?? null,
    lastAccountingAt: row.last_accounting_at?.getTime() ?? null,
    lastVerifiedAt: row.last_verified_at?.getTime() ?? null,
    lastUnverifiedAt: row.last_unverified_at?.getTime() ?? null,
    unverifiedSinceVerified: row.unverified_since_verified,
    wrongPasswordsSinceVerified: row.wrong_passwords_since_verified,
    acceptsSinceAccounting: row.accepts_since_accounting,
    lastWithoutMessageAuthAt: row.last_without_message_auth_at?.getTime() ?? null,
    messageAuthenticator: row.message_authenticator,
    lastInterimAt: row.last_interim_at?.getTime() ?? null,
    lastMacLoginAt: row.last_mac_login_at?.getTime() ?? null,
  };
}

function presentHealth(heard: NasHeard, now: number): NasHealth {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    lastRequestAt: time(heard.lastRequestAt),
    lastAcceptAt: time(heard.lastAcceptAt),
    lastAccountingAt: time(heard.lastAccountingAt),
    lastVerifiedAt: time(heard.lastVerifiedAt),
    verdicts: judgeNas(heard, now),
  };
}
