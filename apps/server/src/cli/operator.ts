import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { PROPOSAL_RANDOM_BYTES, proposePassword } from '@gatehouse/domain/customers/network-password';
import { isRole, roles } from '@gatehouse/domain/operators/permissions';
import { usernameKey } from '@gatehouse/domain/username';
import { parseFlags } from '../config.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Db } from '../db/open-database.ts';
import { changePassword } from '../operators/change-password.ts';
import { createOperator } from '../operators/create-operator.ts';
import { checkOperatorPassword } from '../operators/operator-password.ts';
import { openPasswordHasher } from '../operators/password-hash.ts';
import { resetTwoFactor } from '../operators/two-factor/change-two-factor.ts';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { isRefused } from '../outcome.ts';
import { Refusal } from '../refusal.ts';
import { changeOptions, type Terminal } from './command.ts';
import { type CommandParts, withDatabase } from './with-database.ts';

const options = {
  ...changeOptions,
  name: { type: 'string' },
  username: { type: 'string' },
  role: { type: 'string' },
  'password-stdin': { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parseFlags<typeof options>>['values'];

/**
 * `operator create`, `operator reset-password` and `operator reset-two-factor`, for the locked-out. The password is
 * made here and printed alone on stdout, or read from stdin with --password-stdin.
 */
export async function run(
  args: readonly string[],
  { environment, print, remark }: Terminal,
): Promise<number> {
  const { values, positionals } = parseFlags(args, options, { allowPositionals: true });
  const said = positionals.join(' ');
  const verb = VERBS[said];
  if (!verb && said !== 'reset-two-factor')
    throw new Refusal(
      'What can be done with operators: `operator create`, `operator reset-password`, `operator reset-two-factor`.',
    );
  const username = values.username?.normalize('NFC').trim();
  if (!username || username.length > 64 || /\p{Cc}/u.test(username)) {
    throw new Refusal('--username must name the operator, in 64 characters at most.');
  }
  if (!verb) {
    await withDatabase({ ...values, environment, doing: 'gatehouse operator' }, (parts) =>
      takeSecondFactorFrom(parts, username),
    );
    remark(
      `The second factor of "${username}" is gone: the password alone lets them in, to set up another one.`,
    );
    return 0;
  }
  const given = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
  const password = given ?? proposePassword(randomBytes(PROPOSAL_RANDOM_BYTES));
  const weakness = checkOperatorPassword(password, username);
  if (weakness) throw new Refusal(`The password ${weakness.message}.`);
  const passwordHash = await openPasswordHasher(randomBytes).hash(password);
  await withDatabase({ ...values, environment, doing: 'gatehouse operator' }, (parts) =>
    verb(parts, { username, passwordHash, flags: values }),
  );
  remark(given === null ? `The password of "${username}":` : `The password of "${username}" is set.`);
  if (given === null) print(password);
  return 0;
}

type Request = { username: string; passwordHash: string; flags: Flags };

const VERBS: Readonly<Record<string, (parts: CommandParts, request: Request) => Promise<void>>> = {
  create: async ({ db, actor }, { username, passwordHash, flags }) => {
    const role = flags.role ?? '';
    if (!isRole(role)) throw new Refusal(`--role must be one of ${roles.join(', ')}.`);
    const name = flags.name?.trim() || username;
    const { value } = await applyChange(db, actor, (change) =>
      createOperator(change, { name, username, passwordHash, role }),
    );
    if (isRefused(value)) throw new Refusal(value.message ?? ERROR_CODES[value.refused].message);
  },
  'reset-password': async ({ db, actor }, { username, passwordHash }) => {
    const id = await idOfOperator(db, username);
    await applyChange(db, actor, (change) => changePassword(change, id, passwordHash, null));
  },
};

async function takeSecondFactorFrom({ db, actor }: CommandParts, username: string): Promise<void> {
  const id = await idOfOperator(db, username);
  const { value } = await applyChange(db, actor, (change) => resetTwoFactor(change, id, null));
  if (isRefused(value)) throw new Refusal(value.message ?? ERROR_CODES[value.refused].message);
}

async function idOfOperator(db: Db, username: string): Promise<number> {
  const operator = await db
    .selectFrom('operators')
    .select('id')
    .where('username_key', '=', usernameKey(username))
    .executeTakeFirst();
  if (!operator) throw new Refusal(`There is no operator "${username}".`);
  return operator.id;
}
