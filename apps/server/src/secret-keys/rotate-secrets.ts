import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { writeAudit } from '../db/make-change.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { Db } from '../db/open-database.ts';
import { Refusal } from '../refusal.ts';
import { type KeyRing, secretKeyId } from '../secrets.ts';
import { currentSecretKey, HOLDER_SECONDS } from './keep-secret-keys.ts';
import { addSecretKey, loadSecretKeys } from './key-file.ts';
import { type Resealed, resealAll } from './reseal.ts';

export type RotationParts = {
  readonly db: Db;
  readonly ring: KeyRing;
  readonly path: string;
  readonly actor: Actor;
  readonly remark: (line: string) => void;
  readonly waitMsMax?: number;
};

const WAIT_MS_MAX = 30_000;
const LOOK_EVERY_MS = 250;
/** What was sealed a moment before the switch may be stored a moment after it. */
const STRAGGLERS_MS = 3000;

/**
 * Puts all secrets under a new key while everybody works. Each step leaves a state in which everything opens, and the next
 * run goes on from there: the new key is added to the file, every process learns it, it becomes the one that seals, and
 * what lies there is sealed anew. Throws a `Refusal` where another machine does not have the new key yet.
 */
export async function rotateSecrets(parts: RotationParts): Promise<Resealed> {
  const next = (await unfinishedKey(parts)) ?? (await beginKey(parts));
  await untilHolders(parts, 'knows the new key', ({ known }) => known.includes(next));
  await makeCurrent(parts, next);
  parts.ring.sealUnder(next);
  await untilHolders(parts, 'seals under it', ({ sealing }) => sealing === next);
  let count = 0;
  for (;;) {
    const pass = await resealAll(parts.db, parts.ring);
    count += pass.count;
    if (pass.count === 0) {
      await noteDone(parts, next, { ...pass, count });
      return { ...pass, count };
    }
    parts.remark(`${pass.count} secrets are sealed anew; looking for what was written meanwhile.`);
    await sleep(STRAGGLERS_MS);
  }
}

/** The one that a run before this became current and did not come to its end with. */
async function unfinishedKey({ db, ring, remark }: RotationParts): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from secret_keys where resealed_at is null order by number desc limit 1`.execute(db);
  const id = rows[0]?.id;
  if (id === undefined || !ring.ids().includes(id)) return null;
  remark('A rotation was not finished; going on with it.');
  return id;
}

/** A key that nothing was sealed under yet: of a run that was broken off, else a new one. */
async function beginKey({ db, ring, path, remark }: RotationParts): Promise<string> {
  ring.learn((await loadSecretKeys(path)) ?? []);
  const used = await db.selectFrom('secret_keys').select('id').execute();
  const [founding, ...others] = ring.ids();
  const spare = others.find((id) => id !== founding && !used.some((key) => key.id === id));
  if (spare !== undefined) return spare;
  const key = await addSecretKey(path);
  ring.learn([key]);
  remark(`${path} holds a new key. Keep a copy of the whole file apart from the database.`);
  return secretKeyId(key);
}

type Holder = {
  readonly kind: string;
  readonly host: string;
  readonly known: readonly string[];
  readonly sealing: string;
};

async function untilHolders(
  { db, path, waitMsMax = WAIT_MS_MAX }: RotationParts,
  what: string,
  isReady: (holder: Holder) => boolean,
): Promise<void> {
  for (const end = performance.now() + waitMsMax; ; await sleep(LOOK_EVERY_MS)) {
    const { rows } = await sql<Holder>`
      select kind, host, known, sealing from secret_key_holders
       where seen_at > clock_timestamp() - make_interval(secs => ${HOLDER_SECONDS})`.execute(db);
    const late = rows.filter((holder) => !isReady(holder));
    if (late.length === 0) return;
    if (performance.now() < end) continue;
    const names = [...new Set(late.map(({ kind, host }) => `${kind} on ${host}`))].join(', ');
    throw new Refusal(
      `Not every process ${what}: ${names}. Copy ${path} there, to the same place, and run this again. Until then everything works as before.`,
    );
  }
}

function makeCurrent({ db, actor }: RotationParts, id: string): Promise<void> {
  return inTransaction(db, async (tx) => {
    const before = await currentSecretKey(tx);
    if (before === id) return;
    await tx.insertInto('secret_keys').values({ id }).execute();
    const subject = { subjectKind: 'secret-key', subjectId: id };
    await writeAudit(tx, actor, {
      action: 'secrets.rotate',
      ...subject,
      before: { key: before },
      after: { key: id },
    });
  });
}

function noteDone({ db, actor }: RotationParts, id: string, { count, unopened }: Resealed): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx
      .updateTable('secret_keys')
      .set({ resealed_at: sql<Date>`trusted_now()` })
      .where('id', '=', id)
      .execute();
    const after = { resealed: count, ...(unopened.length > 0 && { unopened }) };
    await writeAudit(tx, actor, {
      action: 'secrets.reseal',
      subjectKind: 'secret-key',
      subjectId: id,
      after,
    });
  });
}
