import { checkDeviceMac, parseMacAddress } from '@gatehouse/domain/mac-address';

/** What is wrong with a typed MAC, in words; `null` when nothing is. */
export function macFault(typed: string): string | null {
  if (typed.trim() === '') return 'Type or paste the MAC address of the device.';
  const mac = parseMacAddress(typed);
  if (mac === null) return 'This is not a MAC address: it takes 12 digits of 0–9 and A–F.';
  return checkDeviceMac(mac) === null ? null : 'No single device has this address.';
}
