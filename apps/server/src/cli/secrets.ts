import type { Pool } from 'pg';
import { parseFlags } from '../config.ts';
import { Refusal } from '../refusal.ts';
import { rotateSecrets } from '../secret-keys/rotate-secrets.ts';
import { changeOptions, type Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

/** `secrets rotate`: everything sealed gets a new key, while Gatehouse serves. Killed anywhere, it is run again. */
export async function run(
  args: readonly string[],
  { environment, print, remark }: Terminal,
): Promise<number> {
  const { values, positionals } = parseFlags(args, changeOptions, { allowPositionals: true });
  if (positionals.join(' ') !== 'rotate')
    throw new Refusal('What can be done with secrets: `gatehouse secrets rotate`.');
  const { count, unopened } = await withDatabase(
    { ...values, environment, doing: 'gatehouse secrets' },
    ({ db, pool, secretBox, secretKeyFile, actor }) =>
      alone(pool, () => rotateSecrets({ db, ring: secretBox, path: secretKeyFile, actor, remark })),
  );
  print(`All secrets are under the new key; ${count} were sealed anew.`);
  if (unopened.length === 0) return 0;
  remark(`These open under no key of the file and were left as they are: ${unopened.join(', ')}.`);
  return 1;
}

const LOCK = 0x67736b72;

/** Two at once would each add a key. The lock goes with the connection, also of one that was killed. */
async function alone<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      LOCK,
    ]);
    if (rows[0]?.taken !== true) throw new Refusal('Secrets are being rotated by another command just now.');
    return await work();
  } finally {
    client.release(true);
  }
}
