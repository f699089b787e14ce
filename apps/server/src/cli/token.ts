import { randomBytes } from 'node:crypto';
import { isRole, roles } from '@gatehouse/domain/operators/permissions';
import { dataOptions, parseFlags } from '../config.ts';
import { makeChange } from '../db/make-change.ts';
import { createApiToken } from '../operators/create-api-token.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from './command.ts';
import { withDatabase } from './with-database.ts';

const options = { ...dataOptions, name: { type: 'string' }, role: { type: 'string' } } as const;

/** `token create --name N --role R`: the token alone on stdout, so that a script can take it. */
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
  const { value: token } = await withDatabase(
    { data: values.data, environment, doing: 'gatehouse token' },
    ({ db, actor }) => makeChange(db, actor, (change) => createApiToken(change, { name, role }, randomBytes)),
  );
  remark(`API token "${name}" (${role}). It is not shown again:`);
  print(token);
  return 0;
}
