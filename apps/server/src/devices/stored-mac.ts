import { type MacAddress, parseMacAddress } from '@gatehouse/domain/mac-address';

/** A MAC as the database writes it. */
export function storedMac(text: string): MacAddress {
  const mac = parseMacAddress(text);
  if (mac === null) throw new Error(`The database holds '${text}' where a MAC should be.`);
  return mac;
}
