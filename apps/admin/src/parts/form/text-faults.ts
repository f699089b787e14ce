import { say } from '../texts.ts';

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
  const tooLong = lengthFault(text, lengthMax);
  if (tooLong !== null) return tooLong;
  return TURNING.test(text) ? say('turnsDirection') : null;
}

export function lengthFault(text: string, lengthMax: number): string | null {
  const { length } = text.normalize('NFC').trim();
  return length > lengthMax ? say('tooLong', { lengthMax, length }) : null;
}

/** As the server reads it: something, an @, something. */
export function emailFault(email: string): string | null {
  if (email.trim() === '') return null;
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? null : say('noEmail');
}

export function phoneFault(phone: string): string | null {
  if (phone.trim() === '') return null;
  if (phone.replaceAll(/\P{Nd}/gu, '').length < 3) return say('noPhone');
  return textFault(phone, 50);
}

export function ipv4Fault(address: string): string | null {
  if (address.trim() === '' || isIpv4(address.trim())) return null;
  return say('noIpv4');
}

/** Where a router's requests come from: an address, or a network with its prefix. */
export function sourceAddressFault(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return say('giveSource');
  const [host = '', prefix, ...more] = text.split('/');
  const width = isIpv4(host) ? 32 : isIpv6(host) ? 128 : null;
  const prefixFits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (width ?? 0));
  if (width === null || more.length > 0) {
    return say('noNetwork');
  }
  return prefixFits ? null : say('slashNumber', { width });
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
  return text.trim() === '' ? say('sayWhy') : textFault(text, lengthMax);
}
