import { checkNetworkPassword } from '@gatehouse/domain/customers/network-password';
import { refusalSaid } from '@gatehouse/domain/refusals/refusal-said';
import { checkUsername, usernameKey } from '@gatehouse/domain/username';
import type { Db } from '../db/open-database.ts';
import { fieldError, isRefused, type Outcome, type Refused, refuse, refusedTogether } from '../outcome.ts';

/** A username as it will be stored, or why nobody can have it (rule 18). */
export function readUsername(typed: string): Outcome<{ readonly username: string }> {
  const username = typed.normalize('NFC').trim();
  const code = checkUsername(username);
  if (code === null) return { username };
  return refuse(code, { fields: { username: fieldError(code, refusalSaid(code)) } });
}

/** Why nobody can have this network password; a weak one is not refused. */
export function networkPasswordFault(password: string): Refused | null {
  const code = checkNetworkPassword(password);
  return code === null ? null : refuse(code, { fields: { password: fieldError(code, refusalSaid(code)) } });
}

export function usernameTaken(username: string): Refused {
  const message = `Another customer has the username "${username}". Choose another one.`;
  return refuse('username-taken', { message, fields: { username: { code: 'taken', message } } });
}

/**
 * All that only the verbs see of what was sent, at once: an unusable or taken username, an unusable
 * password. `null` when nothing is wrong with them.
 * @param ownId whose they are to be; `null` for a new customer
 */
export async function findLoginFaults(
  db: Db,
  { username, password }: { readonly username?: unknown; readonly password?: unknown },
  ownId: number | null,
): Promise<Refused | null> {
  return refusedTogether([
    typeof username === 'string' ? await usernameFault(db, username, ownId) : null,
    typeof password === 'string' ? networkPasswordFault(password) : null,
  ]);
}

async function usernameFault(db: Db, typed: string, ownId: number | null): Promise<Refused | null> {
  const read = readUsername(typed);
  if (isRefused(read)) return read;
  const holder = await db
    .selectFrom('customers')
    .select('id')
    .where('username_key', '=', usernameKey(read.username))
    .executeTakeFirst();
  return holder === undefined || holder.id === ownId ? null : usernameTaken(read.username);
}
