/** Names of packages, zones and routers; customers may have longer ones. */
export const NAME_LENGTH_MAX = 100;
export const CUSTOMER_NAME_LENGTH_MAX = 200;

const TURNING = /[\u202A-\u202E\u2066-\u2069]/;

/** What is wrong with a name, in words; `null` when nothing is. The server keeps to the same bounds. */
export function nameFault(name: string, whenEmpty: string, lengthMax: number): string | null {
  if (name.trim() === '') return whenEmpty;
  return textFault(name, lengthMax);
}

export function textFault(text: string, lengthMax: number): string | null {
  const { length } = text.normalize('NFC').trim();
  if (length > lengthMax) return `It may have ${lengthMax} characters at most; these are ${length}.`;
  if (TURNING.test(text)) return 'It contains invisible characters that turn the direction of writing.';
  return null;
}

/** As the server reads it: something, an @, something. */
export function emailFault(email: string): string | null {
  if (email.trim() === '') return null;
  return /^[^\s@]+@[^\s@]+$/.test(email.trim())
    ? null
    : 'This is not an e-mail address, like rahima@example.com.';
}

export function phoneFault(phone: string): string | null {
  if (phone.trim() === '') return null;
  if (phone.replaceAll(/\P{Nd}/gu, '').length < 3)
    return 'This is not a telephone number, like +880 1711 000000.';
  return textFault(phone, 50);
}

export function ipv4Fault(address: string): string | null {
  if (address.trim() === '' || isIpv4(address.trim())) return null;
  return 'This is not an IPv4 address, like 203.0.113.7.';
}

/** Where a router's requests come from: an address, or a network with its prefix. */
export function sourceAddressFault(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return 'Give the address that its requests come from.';
  const [host = '', prefix, ...more] = text.split('/');
  const width = isIpv4(host) ? 32 : isIpv6(host) ? 128 : null;
  const prefixFits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (width ?? 0));
  if (width === null || more.length > 0) {
    return 'This is not an IP address or a network, such as 192.0.2.1 or 192.0.2.0/24.';
  }
  return prefixFits ? null : `The part behind the slash is a number from 0 to ${width}.`;
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  return text.includes(':') && /^[\da-fA-F:.]+$/.test(text) && URL.canParse(`http://[${text}]/`);
}

/** Where it must be said why. */
export function reasonFault(text: string, lengthMax: number): string | null {
  return text.trim() === '' ? 'Say why: it stands in the record.' : textFault(text, lengthMax);
}
