import { usernameKey } from '@gatehouse/domain/username';
import type { Db } from '../db/open-database.ts';

/**
 * The username of whom somebody means by a username, an id or a whole name, in this order. `unknown`: nobody;
 * `several`: more than one has this name.
 */
export async function usernameOfNamed(
  db: Db,
  named: string,
): Promise<{ readonly username: string } | 'unknown' | 'several'> {
  const ways = [
    db.selectFrom('customers').where('username_key', '=', usernameKey(named)),
    /^\d{1,15}$/.test(named) ? db.selectFrom('customers').where('id', '=', Number(named)) : null,
    db.selectFrom('customers').where((is) => is(is.fn('lower', ['name']), '=', named.toLowerCase())),
  ];
  for (const way of ways) {
    const found = (await way?.select('username').limit(2).execute()) ?? [];
    if (found.length > 1) return 'several';
    if (found[0] !== undefined) return found[0];
  }
  return 'unknown';
}
