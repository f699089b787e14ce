import { say } from './texts.ts';

export const PASSWORD_HINT = say('passwordHint');

const LENGTH_MIN = 10;

/** What can be said before asking the server, which judges more strictly. */
export function ownPasswordFault(password: string): string | null {
  return password.length < LENGTH_MIN ? say('passwordTooShort', { least: LENGTH_MIN }) : null;
}
