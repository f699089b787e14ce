import { plainDigits } from '../customers/phone-number.ts';

export const CODE_LENGTH_MIN = 8;
export const CODE_LENGTH_MAX = 16;
export const CODE_LENGTH_DEFAULT = 10;

/**
 * 22 letters and digits: ten are worth 44 bits. None looks like another, in print or in handwriting: of 0 O Q,
 * 1 I L, 2 Z, 5 S, 8 B and U V W one at most is among them.
 */
const ALPHABET = 'ACDEFGHJKMNPRTWXY34679';
/** Octets from here on are thrown away: the first letters would come a little more often. */
const FAIR_MAX = 256 - (256 % ALPHABET.length);

/** A new code as it is kept in mind and hashed, `K7MWH3XRTA`. Every one is as likely as every other. */
export function makeVoucherCode(length: number, randomBytes: (size: number) => Uint8Array): string {
  let code = '';
  while (code.length < length) {
    for (const octet of randomBytes(2 * length)) {
      if (octet < FAIR_MAX && code.length < length) code += ALPHABET.charAt(octet % ALPHABET.length);
    }
  }
  return code;
}

/** As it is printed and read aloud: `K7MW-H3X-RTA`. */
export function groupVoucherCode(code: string): string {
  const groups = Math.ceil(code.length / 4);
  const sizes = Array.from({ length: groups }, (_, at) => Math.ceil((code.length - at) / groups));
  let from = 0;
  return sizes.map((size) => code.slice(from, (from += size))).join('-');
}

/**
 * What somebody typed as a code: in any case, with blanks and hyphens wherever, digits and letters as their keyboard
 * makes them. `null`: no code can be written so.
 */
export function readVoucherCode(typed: string): string | null {
  if (typed.length > 200) return null;
  const code = plainDigits(typed.normalize('NFKC'))
    .replace(/[\s\p{Pd}\p{Cf}._]/gu, '')
    .toUpperCase();
  const isOne = code.length >= CODE_LENGTH_MIN && code.length <= CODE_LENGTH_MAX;
  return isOne && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
