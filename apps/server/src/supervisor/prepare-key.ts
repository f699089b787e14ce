import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { Refusal } from '../refusal.ts';
import { currentSecretKey } from '../secret-keys/keep-secret-keys.ts';
import { loadSecretKeys, makeSecretKey, reloadSecretKeys } from '../secret-keys/key-file.ts';
import { type KeyRing, openKeyRing, openSecretBox, type SecretBox, type SecretContext } from '../secrets.ts';

/**
 * Opens the box for the database's secrets; makes the key file for a database that has none yet. A missing or a
 * wrong key is refused before anything could be written under it.
 */
export async function prepareKey(db: Db, path: string): Promise<KeyRing> {
  const sample = await findSealedSecret(db);
  const keys = await loadSecretKeys(path);
  if (keys === null) {
    if (sample === null) return openSecretBox(await makeSecretKey(path));
    throw new Refusal(
      `The secret key ${path} is missing, and the database holds passwords encrypted under it; put the kept copy back.`,
    );
  }
  const ring = openKeyRing(keys, () => reloadSecretKeys(path));
  const current = await currentSecretKey(db);
  if (current !== null && !ring.sealUnder(current))
    throw new Refusal(
      `The secret key ${path} is older than this database: secrets were put under another key since. Put the newest copy of that file there.`,
    );
  if (sample !== null) refuseWrongKey(ring, sample, path);
  return ring;
}

type SealedSecret = { readonly cipher: Buffer; readonly context: SecretContext };

async function findSealedSecret(db: Db): Promise<SealedSecret | null> {
  const { rows } = await sql<SealedSecret>`
    (select secret_cipher as cipher, 'nas-secret' as context from nas limit 1) union all
    (select password_cipher, 'network-password' from customers limit 1) limit 1`.execute(db);
  return rows[0] ?? null;
}

function refuseWrongKey(box: SecretBox, { cipher, context }: SealedSecret, path: string): void {
  try {
    box.open(cipher, context);
  } catch {
    throw new Refusal(
      `The secret key ${path} is not the one under which this database's passwords were encrypted.`,
    );
  }
}
