export const PASSWORD_HINT = 'At least 10 characters. Three unusual words do well.';

const LENGTH_MIN = 10;

/** What can be said before asking the server, which judges more strictly. */
export function ownPasswordFault(password: string): string | null {
  return password.length < LENGTH_MIN ? `A password needs at least ${LENGTH_MIN} characters.` : null;
}
