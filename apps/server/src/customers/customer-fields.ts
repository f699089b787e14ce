import { checkNetworkPassword } from '@gatehouse/domain/customers/network-password';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { checkUsername } from '@gatehouse/domain/username';
import { type Outcome, type Refused, refuse } from '../outcome.ts';

/** A username as it will be stored, or why nobody can have it (rule 18). */
export function readUsername(typed: string): Outcome<{ readonly username: string }> {
  const username = typed.normalize('NFC').trim();
  const code = checkUsername(username);
  if (code === null) return { username };
  return refuse(code, { fields: { username: { code, message: ERROR_CODES[code].message } } });
}

/** Why nobody can have this network password; a weak one is not refused. */
export function networkPasswordFault(password: string): Refused | null {
  const code = checkNetworkPassword(password);
  return code === null
    ? null
    : refuse(code, { fields: { password: { code, message: ERROR_CODES[code].message } } });
}

export function usernameTaken(username: string): Refused {
  const message = `Another customer has the username "${username}". Choose another one.`;
  return refuse('username-taken', { message, fields: { username: { code: 'taken', message } } });
}
