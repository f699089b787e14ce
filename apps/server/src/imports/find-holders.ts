import { formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';

/** Of these MACs those that somebody has, with whose they are: `Name (username)`. */
export async function findHolders(tx: Tx, macs: readonly string[]): Promise<Map<string, string>> {
  if (macs.length === 0) return new Map();
  const { rows } = await sql<{ mac: string; name: string; username: string }>`
    select d.mac, c.name, c.username from devices d join customers c on c.id = d.customer_id
     where d.mac = any(${[...macs]}::macaddr[])`.execute(tx);
  return new Map(
    rows.map(({ mac, name, username }) => {
      const parsed = parseMacAddress(mac);
      return [parsed === null ? mac : formatMacAddress(parsed), `${name} (${username})`];
    }),
  );
}

/** Rule 1: whoever is refused a MAC is told who holds it. */
export function takenSentence(holders: ReadonlyMap<string, string>, macs: readonly string[]): string | null {
  const taken = macs.find((mac) => holders.has(mac));
  return taken === undefined ? null : `${taken} is already registered to ${holders.get(taken)}.`;
}
