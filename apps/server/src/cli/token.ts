import { randomBytes } from 'node:crypto';
import {
  isRole,
  mayDo,
  type Permission,
  permissions as allPermissions,
  type Role,
  roles,
} from '@gatehouse/domain/operators/permissions';
import { dataOptions, parseFlags } from '../config.ts';
import { makeChange } from '../db/make-change.ts';
import { createApiToken } from '../operators/api-tokens/create-api-token.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

const options = {
  ...dataOptions,
  name: { type: 'string' },
  role: { type: 'string' },
  permissions: { type: 'string' },
  days: { type: 'string' },
} as const;

/**
 * `token create --name N --role R [--permissions P,P] [--days D]`: the token alone on stdout, so that a script can take it.
 * Without them it may do all that the role may, until it is revoked.
 */
export async function run(
  args: readonly string[],
  { environment, print, remark }: Terminal,
): Promise<number> {
  const { values, positionals } = parseFlags(args, options, { allowPositionals: true });
  if (positionals.join(' ') !== 'create')
    throw new Refusal('What can be done with tokens: `gatehouse token create`.');
  const name = values.name?.trim();
  if (!name || name.length > 100)
    throw new Refusal('--name must say what the token is for, in 100 characters at most.');
  const role = values.role ?? '';
  if (!isRole(role)) throw new Refusal(`--role must be one of ${roles.join(', ')}.`);
  const permissions = values.permissions === undefined ? null : readPermissions(values.permissions, role);
  const validDays = values.days === undefined ? null : readDays(values.days);
  const { value } = await withDatabase(
    { data: values.data, environment, doing: 'gatehouse token' },
    ({ db, actor }) =>
      makeChange(db, actor, (change) =>
        createApiToken(change, { name, role, permissions, validDays }, randomBytes),
      ),
  );
  remark(`API token "${name}" (${role}). It is not shown again:`);
  print(value.token);
  return 0;
}

function readPermissions(text: string, role: Role): Permission[] {
  const named = text.split(',').map((word) => word.trim());
  const wrong = named.find((word) => !allPermissions.some((each) => each === word && mayDo(role, each)));
  if (wrong === undefined) return allPermissions.filter((permission) => named.includes(permission));
  const may = allPermissions.filter((permission) => mayDo(role, permission));
  throw new Refusal(`--permissions: ${role} has no "${wrong}". It may: ${may.join(', ')}.`);
}

function readDays(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= 3650) return Number(text);
  throw new Refusal('--days must say for how many days the token is good, 1 to 3650.');
}
