import {
  checkDeviceMac,
  formatMacAddress,
  type MacAddress,
  parseMacAddress,
} from '@gatehouse/domain/mac-address';
import { refusalSaid } from '@gatehouse/domain/refusals/refusal-said';
import { fieldError, type Outcome, refuse } from '../outcome.ts';

/** A MAC as a person typed it, or why no device can have it. */
export function readDeviceMac(typed: string): Outcome<{ readonly mac: MacAddress; readonly text: string }> {
  const mac = parseMacAddress(typed);
  const code = mac === null ? 'mac-unreadable' : checkDeviceMac(mac);
  if (mac === null || code !== null) {
    const unusable = code ?? 'mac-unreadable';
    return refuse(unusable, { fields: { mac: fieldError(unusable, refusalSaid(unusable)) } });
  }
  return { mac, text: formatMacAddress(mac) };
}
