import { readFile } from 'node:fs/promises';

/** The user and group ids under which PostgreSQL runs. */
export type Account = { readonly uid: number; readonly gid: number };

/** In the range that systemd's table of ids leaves unused; no entry in /etc/passwd is needed to run under it. */
const OWN_ID = 60_600;

/** PostgreSQL refuses to be root. `null`: we are not root, it runs as we do. */
export async function chooseAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  return (await findAccount((name) => name === 'gatehouse')) ?? { uid: OWN_ID, gid: OWN_ID };
}

/** `initdb`, unlike `postgres`, insists on a user with a name: anyone's but root's will do while it runs. */
export async function accountWithName(account: Account): Promise<Account> {
  return (
    (await findAccount((_, uid) => uid === account.uid)) ??
    (await findAccount((name) => name === 'nobody')) ??
    (await findAccount((_, uid) => uid !== 0)) ??
    account
  );
}

async function findAccount(fits: (name: string, uid: number) => boolean): Promise<Account | null> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const line of lines) {
    const [name = '', , uid, gid] = line.split(':');
    if (uid && gid && fits(name, Number(uid))) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}
