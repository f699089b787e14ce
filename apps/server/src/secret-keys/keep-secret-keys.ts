import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Db } from '../db/open-database.ts';
import type { KeyRing } from '../secrets.ts';
import { loadSecretKeys } from './key-file.ts';

export type SecretKeysKept = {
  /** Looks now. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

export type SecretKeysParts = {
  readonly db: Db;
  readonly ring: KeyRing;
  readonly path: string;
  readonly log: Logger;
  /** This process: a random id, and what it is. */
  readonly id: string;
  readonly kind: 'radius' | 'web';
  readonly everyMs?: number;
};

const LOOK_EVERY_MS = 2000;
/** A process that was heard so long ago is not waited for. */
export const HOLDER_SECONDS = 30;
const SAY_EVERY_MS = 10_000;
const GOODBYE_MS_MAX = 1000;

/**
 * Keeps a process's ring as the key file and the database have it: which keys there are, and which one seals. And says in
 * the database what it knows, so that a rotation waits until everybody has the new key before anything is sealed under it.
 */
export function keepSecretKeys(parts: SecretKeysParts): SecretKeysKept {
  const { db, ring, path, log, id, kind, everyMs = LOOK_EVERY_MS } = parts;
  let said = { what: '', at: Number.NEGATIVE_INFINITY };
  let complained = false;

  async function look(): Promise<void> {
    ring.learn((await loadSecretKeys(path)) ?? []);
    const wanted = await currentSecretKey(db);
    const has = wanted === null || ring.sealUnder(wanted);
    if (!has && !complained)
      log.error(`Secrets are sealed under a key that ${path} does not hold. Copy the newest key file there.`);
    complained = !has;
    const what = `${ring.ids().join()} ${ring.sealing()}`;
    if (what === said.what && performance.now() - said.at < SAY_EVERY_MS) return;
    await say();
    said = { what, at: performance.now() };
  }

  function say() {
    const holder = { kind, host: hostname(), known: [...ring.ids()], sealing: ring.sealing() };
    const seen = { ...holder, seen_at: sql<Date>`clock_timestamp()` };
    return db
      .insertInto('secret_key_holders')
      .values({ id, ...seen })
      .onConflict((on) => on.column('id').doUpdateSet(seen))
      .execute();
  }

  let looking: Promise<unknown> | null = null;
  function lookQuietly(): void {
    looking ??= look()
      .catch((error: unknown) => log.debug({ err: error }, 'the secret keys could not be looked at'))
      .finally(() => (looking = null));
  }
  const timer = setInterval(lookQuietly, everyMs);
  timer.unref();
  const goodbye = async () => {
    await looking;
    await db.deleteFrom('secret_key_holders').where('id', '=', id).execute();
  };
  return {
    look,
    async stop() {
      clearInterval(timer);
      // A database that is away holds up no end; this process is forgotten by itself.
      await Promise.race([goodbye().catch(() => undefined), sleep(GOODBYE_MS_MAX, null, { ref: false })]);
    },
  };
}

/** The key that seals by the database's word; null: there was never a rotation, and the oldest does. */
export async function currentSecretKey(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('secret_keys')
    .select('id')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
