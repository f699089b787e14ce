import { withoutInvisible } from '@gatehouse/domain/invisible-characters';
import { findMacAddress, formatMacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';

/** The address in a line of a router's label, a log or a chat; `null` where the text is one itself, or holds none or several. */
export function macWithin(text: string): string | null {
  if (parseMacAddress(text) !== null) return null;
  const found = findMacAddress(withoutInvisible(text));
  return found === null ? null : formatMacAddress(found);
}

/** What was pasted, dropped or dictated into a field comes at once: of that the address alone is taken. Who types is left alone. */
export function takenAtOnce(before: string, after: string): string {
  return after.length - before.length > 1 ? (macWithin(after) ?? after) : after;
}
