import { withoutInvisible } from '@gatehouse/domain/invisible-characters';
import { findMacAddress, formatMacAddress } from '@gatehouse/domain/mac-address';

/** Nobody is called by more. */
export const SOUGHT_LENGTH_MAX = 100;

/** Of a longer text only so much is searched for a MAC. */
const LINE_LENGTH_MAX = 250;

/** What was pasted, as something that can be looked for: of a long line the MAC that it holds, else how it begins. */
export function tidyPasted(pasted: string): string {
  const text = withoutInvisible(pasted.slice(0, 10 * LINE_LENGTH_MAX).toWellFormed());
  const line = text.replace(/\p{Cc}+/gu, ' ').trim();
  if (line.length <= SOUGHT_LENGTH_MAX) return line;
  const mac = findMacAddress(line.slice(0, LINE_LENGTH_MAX));
  return mac === null ? line.slice(0, SOUGHT_LENGTH_MAX).toWellFormed().trim() : formatMacAddress(mac);
}
