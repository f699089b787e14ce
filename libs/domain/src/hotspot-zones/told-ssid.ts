import { parseMacAddress } from '../mac-address.ts';

/** `AA-BB-CC-DD-EE-FF:the name` (RFC 3580 §3.20); the MAC in any form that has no `:` at its end. */
const MAC_AND_SSID = /^((?:[0-9a-f]{2}[-:.]?){5}[0-9a-f]{2}|(?:[0-9a-f]{4}[-.]){2}[0-9a-f]{4}):(.+)$/is;

/** The Wi-Fi name that a router tells in 'Called-Station-Id'; `null`: it tells none. */
export function toldSsid(calledStationId: string): string | null {
  const match = MAC_AND_SSID.exec(calledStationId);
  if (match?.[1] === undefined || parseMacAddress(match[1]) === null) return null;
  return match[2] ?? null;
}
