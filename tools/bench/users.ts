import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoadGenerator } from './load-generator.ts';

export type BenchUser = { readonly username: string; readonly password: string; readonly mac: string };

/** A file of `username,password,mac` lines, as the generator reads it, and what stands in it. */
export type UserFile = { readonly file: string; readonly users: readonly BenchUser[] };

/** Lets the generator make users up; those whose MAC comes twice are left out. */
export async function makeUsers(
  generator: LoadGenerator,
  { folder, name, first, count }: { folder: string; name: string; first: number; count: number },
): Promise<UserFile> {
  const file = path.join(folder, `${name}.csv`);
  generator.writeUsers({ prefix: name.slice(0, 1), first, count, file });
  const users = withoutSharedMacs((await readFile(file, 'utf8')).trim().split('\n').map(parseUser));
  return writeUsers(file, users);
}

export async function writeUsers(file: string, users: readonly BenchUser[]): Promise<UserFile> {
  await writeFile(
    file,
    users.map(({ username, password, mac }) => `${username},${password},${mac}\n`).join(''),
  );
  return { file, users };
}

const COLUMNS = 'name,username,password,kind,macBinding,deviceLimit,package,macs';

/** The rows by which the product imports line customers, strictly bound to their devices. */
export function lineRows(users: readonly BenchUser[], macsOf = (user: BenchUser) => [user.mac]): string {
  return importFile(
    users.map((user) => {
      const { username, password } = user;
      const macs = macsOf(user);
      return `${username},${username},${password},pppoe,strict,${macs.length},Bench line,${macs.join(' ')}`;
    }),
  );
}

/** The same of hotspot guests whose device is registered. */
export function guestRows(users: readonly BenchUser[]): string {
  return importFile(
    users.map(
      ({ username, password, mac }) => `${username},${username},${password},hotspot,,,Bench hotspot,${mac}`,
    ),
  );
}

function importFile(rows: readonly string[]): string {
  return [COLUMNS, ...rows, ''].join('\n');
}

function parseUser(line: string): BenchUser {
  const [username = '', password = '', mac = ''] = line.split(',');
  return { username, password, mac };
}

/** The generator derives MACs from a number, and among 100,000 one may come twice. */
function withoutSharedMacs(users: readonly BenchUser[]): BenchUser[] {
  const seen = new Set<string>();
  return users.filter(({ mac }) => !seen.has(mac) && seen.add(mac));
}
