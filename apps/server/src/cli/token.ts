import { randomBytes } from 'node:crypto';
import {
  isRole,
  mayDo,
  type Permission,
  permissions as allPermissions,
  type Role,
  roles,
} from '@gatehouse/domain/operators/permissions';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { parseFlags } from '../config.ts';
import { applyChange } from '../db/apply-change.ts';
import { makeChange } from '../db/make-change.ts';
import { everyApiToken } from '../operators/api-tokens/api-tokens.queries.ts';
import type { ApiToken } from '../operators/api-tokens/api-tokens.schemas.ts';
import { createApiToken } from '../operators/api-tokens/create-api-token.ts';
import { revokeApiToken } from '../operators/api-tokens/revoke-api-token.ts';
import { isRefused } from '../outcome.ts';
import { Refusal } from '../refusal.ts';
import { changeOptions, type Terminal } from './command.ts';
import { type CommandParts, withDatabase } from './with-database.ts';

const options = {
  ...changeOptions,
  name: { type: 'string' },
  role: { type: 'string' },
  permissions: { type: 'string' },
  days: { type: 'string' },
} as const;

type Flags = ReturnType<typeof parseFlags<typeof options>>['values'];
/** What is to be done with the database, once it is open. */
type Work = (parts: CommandParts) => Promise<void>;

/** `token create`, `token list` and `token revoke`. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, options, { allowPositionals: true });
  const [verb = '', ...words] = positionals;
  const work = VERBS[verb]?.(words, values, terminal);
  if (!work)
    throw new Refusal('What can be done with tokens: `token create`, `token list`, `token revoke ID`.');
  await withDatabase(
    { ...values, environment: terminal.environment, doing: `gatehouse token ${verb}` },
    work,
  );
  return 0;
}

/** `null`: these words say nothing that can be done. */
const VERBS: Readonly<Record<string, (words: string[], flags: Flags, terminal: Terminal) => Work | null>> = {
  create: (words, flags, terminal) => (words.length > 0 ? null : create(flags, terminal)),
  list: (words, _, terminal) => (words.length > 0 ? null : list(terminal)),
  revoke: (words, _, terminal) => (words.length === 1 ? revoke(words[0] ?? '', terminal) : null),
};

/**
 * The token alone on stdout, so that a script can take it. Without --permissions and --days it may do all that the
 * role may, until it is revoked.
 */
function create(flags: Flags, { print, remark }: Terminal): Work {
  const name = flags.name?.trim();
  if (!name || name.length > 100)
    throw new Refusal('--name must say what the token is for, in 100 characters at most.');
  const role = flags.role ?? '';
  if (!isRole(role)) throw new Refusal(`--role must be one of ${roles.join(', ')}.`);
  const permissions = flags.permissions === undefined ? null : readPermissions(flags.permissions, role);
  const validDays = flags.days === undefined ? null : readDays(flags.days);
  return async ({ db, actor }) => {
    const { value } = await makeChange(db, actor, (change) =>
      createApiToken(change, { name, role, permissions, validDays }, randomBytes),
    );
    remark(`API token "${name}" (${role}), number ${value.id}. It is not shown again:`);
    print(value.token);
  };
}

/** A line for each, tabs between: number, state, role, last use, end, how it begins, name. */
function list({ print, remark }: Terminal): Work {
  return async ({ db }) => {
    const tokens = await everyApiToken(db);
    if (tokens.length === 0) remark('There is no API token. `gatehouse token create` makes one.');
    for (const token of tokens) print(lineOf(token));
  };
}

function lineOf({ id, state, role, lastUsedAt, expiresAt, hint, name }: ApiToken): string {
  const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt}`;
  const end = expiresAt === null ? 'no end' : `ends ${expiresAt}`;
  return [id, state, role, used, end, `${hint}…`, name].join('\t');
}

function revoke(number: string, { remark }: Terminal): Work {
  if (!/^[1-9]\d{0,14}$/.test(number))
    throw new Refusal('`token revoke` takes the number that `gatehouse token list` begins with.');
  return async ({ db, actor }) => {
    const { value } = await applyChange(db, actor, (change) => revokeApiToken(change, Number(number)));
    if (isRefused(value)) throw new Refusal(value.message ?? ERROR_CODES[value.refused].message);
    remark(`API token ${number} is refused from its very next call on.`);
  };
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
