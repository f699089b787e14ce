import { callingCodeOf, isMobileNumber, keepsZero, trunkPrefixOf } from './numbering-plans.ts';

/** Digits of an international number, the country's code included (ITU-T E.164). */
const DIGITS_MIN = 8;
const DIGITS_MAX = 15;

/**
 * A mobile number as anybody types it, in its one form, `+8801712345678`; `null` where it is none.
 * @param countryCode for numbers that are written without one (`880`); `null`: they need one
 */
export function parsePhoneNumber(typed: string, countryCode: string | null): string | null {
  const text = plainDigits(typed).replace(/[\s().\-/\u200e\u200f\u2066-\u2069]/g, '');
  const [, sign = '', digits = ''] = /^(\+|00)?(\d{5,18})$/.exec(text) ?? [];
  if (digits === '') return null;
  const whole =
    sign !== '' ? withoutTrunk(digits) : countryCode === null ? null : readWithoutSign(digits, countryCode);
  if (whole === null || whole.startsWith('0')) return null;
  return whole.length >= DIGITS_MIN && whole.length <= DIGITS_MAX ? `+${whole}` : null;
}

/** `+44 (0)7911 …`, `+880 01712 …`: within the country's code the trunk's prefix is none of the number's. */
function withoutTrunk(digits: string): string {
  const code = callingCodeOf(digits);
  return code + nationalNumber(digits.slice(code.length), code);
}

/**
 * A number of this country; else one of this country with its code and no `+`; else one of another country in the same way,
 * where it is a mobile number there and none here. Whatever fits nowhere is taken as a number of this country.
 */
function readWithoutSign(digits: string, countryCode: string): string {
  const here = countryCode + nationalNumber(digits, countryCode);
  if (isMobileNumber(here)) return here;
  if (digits.startsWith(countryCode)) {
    const withCode = withoutTrunk(digits);
    if (isMobileNumber(withCode)) return withCode;
  }
  if (!digits.startsWith('0')) {
    const abroad = withoutTrunk(digits);
    if (isMobileNumber(abroad) && digits.length >= ABROAD_DIGITS_MIN) return abroad;
  }
  return here;
}

/** Shorter ones are a number of this country with a digit missing or too many. */
const ABROAD_DIGITS_MIN = 11;

function nationalNumber(digits: string, code: string): string {
  if (keepsZero(code)) return digits;
  const trunk = trunkPrefixOf(code);
  if (trunk !== '0' && digits.startsWith(trunk) && isMobileNumber(code + digits.slice(trunk.length)))
    return digits.slice(trunk.length);
  return digits.replace(/^0+/, '');
}

/**
 * What of a typed number is the same however it is written, without the country's code and the zero before the area: so that
 * `+880 1711-000002` finds `01711000002` and the other way round. Of a part of a number all its digits.
 */
export function significantDigits(typed: string): string {
  const text = plainDigits(typed).replace(/[^\d+]/g, '');
  const [, sign = '', digits = ''] = /^(\+|00)?(.*)$/.exec(text) ?? [];
  if (digits.length < DIGITS_MIN) return text.replace('+', '');
  const code = callingCodeOf(digits);
  if (sign !== '') return nationalNumber(digits.slice(code.length), code);
  if (digits.startsWith('0')) return digits.replace(/^0+/, '');
  return digits.length >= CODE_INCLUDED_MIN ? nationalNumber(digits.slice(code.length), code) : digits;
}

/** So long is no number without its country's code. */
const CODE_INCLUDED_MIN = 12;

/** Enough for whose it is to know it again: `+44 ••• ••56`, in one piece and from left to right among Arabic words too. */
export function maskPhoneNumber(phone: string): string {
  const code = callingCodeOf(phone.slice(1));
  return `\u2066+${code}\u00a0•••\u00a0••${phone.slice(-2)}\u2069`;
}

/** Digits of any script as 0 to 9: a phone set to Bengali or Arabic types its own. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // Decimal digits stand in runs of ten; the first of a run follows something that is no digit.
    let zero = code;
    while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  });
}
