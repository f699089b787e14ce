import { checkDeviceMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { say } from './texts.ts';

/** What is wrong with a typed MAC, in words; `null` when nothing is. */
export function macFault(typed: string): string | null {
  if (typed.trim() === '') return say('typeMac');
  const mac = parseMacAddress(typed);
  if (mac === null) return say('noMac');
  return checkDeviceMac(mac) === null ? null : say('nobodysMac');
}
