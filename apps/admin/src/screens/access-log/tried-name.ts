import { parseMacAddress } from '@gatehouse/domain/mac-address';
import { say } from './texts.ts';

/**
 * Who tried, where nobody is known by the username. A MAC login sends the MAC as its username, and
 * that stands beside it anyway.
 */
export function triedName(username: string): string {
  if (username === '') return say('noUsername');
  return parseMacAddress(username) === null ? username : say('unknownDevice');
}
