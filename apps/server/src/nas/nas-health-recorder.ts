import type pg from 'pg';
import { millisArray, plainArray } from '../db/array-literal.ts';

/** What a radius process hears of each router. Every call returns at once and allocates nothing for a known router. */
export type NasHealthRecorder = {
  /** An Access-Request that was let through to be judged. `signed`: it carried a Message-Authenticator. */
  accessRequest(nasId: number, signed: boolean, now: number): void;
  accept(nasId: number, now: number): void;
  /** An Accounting-Request whose Request Authenticator is right, which proves the secret. */
  accounting(nasId: number, now: number): void;
  /** An Interim-Update, which is heard as accounting too. */
  interim(nasId: number, now: number): void;
  /** A hotspot's question by the device alone, whatever came of it. */
  macLogin(nasId: number, now: number): void;
  /** The shared secret was proved: a right Message-Authenticator, or a PAP password that came out right. */
  verified(nasId: number, now: number): void;
  /** The secret is another one: a wrong Message-Authenticator or Request Authenticator. */
  unverified(nasId: number, now: number): void;
  /** A PAP password of a known customer came out wrong: one proves nothing, many in a row do. */
  wrongPassword(nasId: number, now: number): void;
  close(): Promise<void>;
};

export type NasHealthOptions = {
  readonly pool: pg.Pool;
  readonly nodeId: string;
  readonly onError: (error: unknown) => void;
  readonly flushEveryMs?: number;
};

/** What was heard since the last write. Times are milliseconds since the epoch, 0 for never. */
type Heard = {
  changed: boolean;
  requestAt: number;
  acceptAt: number;
  accountingAt: number;
  interimAt: number;
  macLoginAt: number;
  verifiedAt: number;
  unverifiedAt: number;
  withoutMessageAuthAt: number;
  withoutMessageAuth: number;
  /** Counts since the last accounting or verification; `…Anew`: that one fell into this span. */
  accepts: number;
  acceptsAnew: boolean;
  unverified: number;
  wrongPasswords: number;
  verifiedAnew: boolean;
};

export function openNasHealthRecorder(options: NasHealthOptions): NasHealthRecorder {
  const heardByNas = new Map<number, Heard>();
  let flushing: Promise<void> | null = null;
  const timer = setInterval(() => {
    flushing ??= flush().finally(() => {
      flushing = null;
    });
  }, options.flushEveryMs ?? 2000);
  timer.unref();

  function heard(nasId: number): Heard {
    let known = heardByNas.get(nasId);
    if (known === undefined) {
      known = nothingHeard();
      heardByNas.set(nasId, known);
    }
    known.changed = true;
    return known;
  }

  async function flush(): Promise<void> {
    const changed = [...heardByNas].filter(([, heard]) => heard.changed);
    if (changed.length === 0) return;
    // Taken out at once: what is heard while the database works belongs to the next write.
    for (const [nasId] of changed) heardByNas.set(nasId, nothingHeard());
    try {
      await writeHealth(options.pool, options.nodeId, changed);
    } catch (error) {
      options.onError(error);
      for (const [nasId, before] of changed) heardByNas.set(nasId, joinHeard(before, heard(nasId)));
    }
  }

  return {
    accessRequest(nasId, signed, now) {
      const nas = heard(nasId);
      nas.requestAt = now;
      if (signed) return;
      nas.withoutMessageAuth += 1;
      nas.withoutMessageAuthAt = now;
    },
    accept(nasId, now) {
      const nas = heard(nasId);
      nas.acceptAt = now;
      nas.accepts += 1;
    },
    accounting(nasId, now) {
      const nas = heard(nasId);
      nas.accountingAt = now;
      nas.accepts = 0;
      nas.acceptsAnew = true;
      markVerified(nas, now);
    },
    interim(nasId, now) {
      heard(nasId).interimAt = now;
    },
    macLogin(nasId, now) {
      heard(nasId).macLoginAt = now;
    },
    verified(nasId, now) {
      markVerified(heard(nasId), now);
    },
    unverified(nasId, now) {
      const nas = heard(nasId);
      nas.unverifiedAt = now;
      nas.unverified += 1;
    },
    wrongPassword(nasId, now) {
      const nas = heard(nasId);
      nas.requestAt = now;
      nas.wrongPasswords += 1;
    },
    async close() {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}

function markVerified(nas: Heard, now: number): void {
  nas.verifiedAt = now;
  nas.unverified = 0;
  nas.wrongPasswords = 0;
  nas.verifiedAnew = true;
}

function nothingHeard(): Heard {
  return {
    changed: false,
    requestAt: 0,
    acceptAt: 0,
    accountingAt: 0,
    interimAt: 0,
    macLoginAt: 0,
    verifiedAt: 0,
    unverifiedAt: 0,
    withoutMessageAuthAt: 0,
    withoutMessageAuth: 0,
    accepts: 0,
    acceptsAnew: false,
    unverified: 0,
    wrongPasswords: 0,
    verifiedAnew: false,
  };
}

/** What could not be written, and what came after it. */
function joinHeard(before: Heard, after: Heard): Heard {
  return {
    changed: true,
    requestAt: Math.max(before.requestAt, after.requestAt),
    acceptAt: Math.max(before.acceptAt, after.acceptAt),
    accountingAt: Math.max(before.accountingAt, after.accountingAt),
    interimAt: Math.max(before.interimAt, after.interimAt),
    macLoginAt: Math.max(before.macLoginAt, after.macLoginAt),
    verifiedAt: Math.max(before.verifiedAt, after.verifiedAt),
    unverifiedAt: Math.max(before.unverifiedAt, after.unverifiedAt),
    withoutMessageAuthAt: Math.max(before.withoutMessageAuthAt, after.withoutMessageAuthAt),
    withoutMessageAuth: before.withoutMessageAuth + after.withoutMessageAuth,
    accepts: after.acceptsAnew ? after.accepts : before.accepts + after.accepts,
    acceptsAnew: before.acceptsAnew || after.acceptsAnew,
    unverified: after.verifiedAnew ? after.unverified : before.unverified + after.unverified,
    wrongPasswords: after.verifiedAnew ? after.wrongPasswords : before.wrongPasswords + after.wrongPasswords,
    verifiedAnew: before.verifiedAnew || after.verifiedAnew,
  };
}

/** Times only move forward; counts go on where they stood unless they began anew. */
const WRITE_HEALTH = `
  insert into nas_health as known (nas_id, node_id, last_request_at, last_accept_at, last_accounting_at, last_verified_at,
    last_unverified_at, last_without_message_auth_at, requests_without_message_auth, accepts_since_accounting,
    unverified_since_verified, wrong_passwords_since_verified, last_interim_at, last_mac_login_at)
  select nas.id, $1::uuid, to_timestamp(request_at / 1000.0), to_timestamp(accept_at / 1000.0),
         to_timestamp(accounting_at / 1000.0), to_timestamp(verified_at / 1000.0), to_timestamp(unverified_at / 1000.0),
         to_timestamp(without_at / 1000.0), without_count, accepts, unverified, wrong_passwords,
         to_timestamp(interim_at / 1000.0), to_timestamp(mac_login_at / 1000.0)
    from unnest($2::bigint[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[],
                $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::float8[], $14::float8[])
      as row (nas_id, request_at, accept_at, accounting_at, verified_at, unverified_at, without_at,
              without_count, accepts, unverified, wrong_passwords, interim_at, mac_login_at)
    join nas on nas.id = row.nas_id
   order by nas.id
  on conflict (nas_id, node_id) do update set
    last_request_at = greatest(known.last_request_at, excluded.last_request_at),
    last_accept_at = greatest(known.last_accept_at, excluded.last_accept_at),
    last_accounting_at = greatest(known.last_accounting_at, excluded.last_accounting_at),
    last_interim_at = greatest(known.last_interim_at, excluded.last_interim_at),
    last_mac_login_at = greatest(known.last_mac_login_at, excluded.last_mac_login_at),
    last_verified_at = greatest(known.last_verified_at, excluded.last_verified_at),
    last_unverified_at = greatest(known.last_unverified_at, excluded.last_unverified_at),
    last_without_message_auth_at = greatest(known.last_without_message_auth_at, excluded.last_without_message_auth_at),
    requests_without_message_auth = known.requests_without_message_auth + excluded.requests_without_message_auth,
    accepts_since_accounting = excluded.accepts_since_accounting
      + case when excluded.last_accounting_at is null then known.accepts_since_accounting else 0 end,
    unverified_since_verified = excluded.unverified_since_verified
      + case when excluded.last_verified_at is null then known.unverified_since_verified else 0 end,
    wrong_passwords_since_verified = excluded.wrong_passwords_since_verified
      + case when excluded.last_verified_at is null then known.wrong_passwords_since_verified else 0 end`;

async function writeHealth(
  pool: pg.Pool,
  nodeId: string,
  rows: readonly (readonly [nasId: number, heard: Heard])[],
): Promise<void> {
  const times = (pick: (heard: Heard) => number) => millisArray(rows.map(([, heard]) => pick(heard) || null));
  const counts = (pick: (heard: Heard) => number) => plainArray(rows.map(([, heard]) => pick(heard)));
  await pool.query(WRITE_HEALTH, [
    nodeId,
    plainArray(rows.map(([nasId]) => nasId)),
    times((heard) => heard.requestAt),
    times((heard) => heard.acceptAt),
    times((heard) => heard.accountingAt),
    times((heard) => heard.verifiedAt),
    times((heard) => heard.unverifiedAt),
    times((heard) => heard.withoutMessageAuthAt),
    counts((heard) => heard.withoutMessageAuth),
    counts((heard) => heard.accepts),
    counts((heard) => heard.unverified),
    counts((heard) => heard.wrongPasswords),
    times((heard) => heard.interimAt),
    times((heard) => heard.macLoginAt),
  ]);
}
