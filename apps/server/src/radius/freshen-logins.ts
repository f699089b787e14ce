import { formatMacAddress, type MacAddress } from '@gatehouse/domain/mac-address';
import { usernameKey } from '@gatehouse/domain/username';
import type { Pool } from 'pg';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import { NO_ROW } from './access-directory/records.ts';

/** Whom a login is about. */
export type AskedAbout = { readonly username: string; readonly mac: MacAddress | null };

export type FreshenParts = {
  readonly pool: Pool;
  readonly directory: AccessDirectory;
  readonly refreshCustomers: (customerIds: readonly number[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

/** A database that takes longer is as good as away: then memory answers. */
const FRESHEN_MS_MAX = 500;

type Round = { readonly about: AskedAbout[]; readonly done: Promise<void>; readonly begin: () => void };

/**
 * Reads the customers that a login is about before it is judged: for the time after the database was away, while the
 * directory as a whole is still being read again. Logins that arrive meanwhile share a round. Never throws, and
 * answers within half a second.
 */
export function loginFreshener(parts: FreshenParts): (about: AskedAbout) => Promise<void> {
  let running = false;
  let next: Round | null = null;

  function openRound(): Round {
    const { promise, resolve } = Promise.withResolvers<void>();
    const about: AskedAbout[] = [];
    const begin = (): void => {
      running = true;
      freshen(parts, about)
        .catch(parts.onError)
        .finally(() => {
          running = false;
          resolve();
          beginNext();
        });
    };
    return { about, done: promise, begin };
  }

  function beginNext(): void {
    const round = next;
    next = null;
    round?.begin();
  }

  return (about) => {
    next ??= openRound();
    next.about.push(about);
    const { done } = next;
    if (!running) beginNext();
    return Promise.race([done, later(FRESHEN_MS_MAX)]);
  };
}

async function freshen(parts: FreshenParts, about: readonly AskedAbout[]): Promise<void> {
  const keys = about.map(({ username }) => usernameKey(username));
  const macs = about.flatMap(({ mac }) => (mac === null ? [] : [mac]));
  const { rows } = await parts.pool.query<{ id: number }>(
    `select id from customers where username_key = any($1::text[])
     union select customer_id from devices where mac = any($2::macaddr[])`,
    [keys, macs.map((mac) => formatMacAddress(mac))],
  );
  // Whoever had the name or the device as far as memory knows: they may have lost it.
  const { directory } = parts;
  const known = [
    ...keys.map((key) => directory.findByUsernameKey(key)),
    ...macs.map((mac) => directory.findByDevice(mac)),
  ];
  const ids = new Set(rows.map(({ id }) => id));
  for (const row of known) if (row !== NO_ROW) ids.add(directory.customerId(row));
  if (ids.size > 0) await parts.refreshCustomers([...ids]);
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
