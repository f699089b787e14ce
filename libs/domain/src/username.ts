import { hasInvisible } from './invisible-characters.ts';
import { parseMacAddress } from './mac-address.ts';

/** User-Name holds 253 octets at most (RFC 2865 §5.1). */
export const USERNAME_BYTES_MAX = 253;

export type UnusableUsername =
  | 'username-empty'
  | 'username-too-long'
  | 'username-unusable'
  | 'username-is-mac';

/** What usernames are compared by (rule 18): one Unicode form, lower case. */
export function usernameKey(username: string): string {
  return username.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Why a customer cannot have this username; `null` when one can. */
export function checkUsername(username: string): UnusableUsername | null {
  if (username.trim() === '') return 'username-empty';
  if (new TextEncoder().encode(username).length > USERNAME_BYTES_MAX) return 'username-too-long';
  if (username !== username.trim() || !username.isWellFormed() || /\p{Cc}/u.test(username))
    return 'username-unusable';
  // Two usernames would look the same, and no router could be given the one that was meant.
  if (hasInvisible(username)) return 'username-unusable';
  // Rule 18: else a person could take another customer's MAC as a username.
  return parseMacAddress(username) === null ? null : 'username-is-mac';
}
