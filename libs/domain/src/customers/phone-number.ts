/** Digits of an international number, the country's code included (ITU-T E.164). */
const DIGITS_MIN = 8;
const DIGITS_MAX = 15;

/**
 * A mobile number as anybody types it, as `+8801712345678`; `null` where it is none.
 * @param countryCode for numbers that are written without one (`880`); `null`: they need one
 */
export function parsePhoneNumber(typed: string, countryCode: string | null): string | null {
  const text = plainDigits(typed).replace(/[\s().\-/\u200e\u200f]/g, '');
  const [, sign = '', digits = ''] = /^(\+|00)?(\d{5,18})$/.exec(text) ?? [];
  if (digits === '') return null;
  const whole = sign !== '' ? digits : countryCode === null ? null : countryCode + digits.replace(/^0+/, '');
  if (whole === null || whole.startsWith('0')) return null;
  return whole.length >= DIGITS_MIN && whole.length <= DIGITS_MAX ? `+${whole}` : null;
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
