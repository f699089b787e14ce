/**
 * How mobile numbers of a country look after its calling code, where that is certain enough to tell a national number from
 * one with the code before it. Where none is named, ten digits at most are national.
 */
const MOBILE: Readonly<Record<string, RegExp>> = {
  1: /^[2-9]\d{9}$/,
  7: /^[67]\d{9}$|^9\d{9}$/,
  20: /^1\d{9}$/,
  27: /^[6-8]\d{8}$/,
  30: /^6\d{9}$/,
  31: /^6\d{8}$/,
  32: /^4\d{8}$/,
  33: /^[67]\d{8}$/,
  34: /^[67]\d{8}$/,
  36: /^[2-7]0\d{7}$|^31\d{7}$/,
  39: /^3\d{8,9}$/,
  40: /^7\d{8}$/,
  41: /^7\d{8}$/,
  43: /^6\d{7,12}$/,
  44: /^7\d{9}$/,
  45: /^[2-9]\d{7}$/,
  46: /^7\d{8}$/,
  47: /^[49]\d{7}$/,
  48: /^[4-8]\d{8}$/,
  49: /^1[5-7]\d{8,9}$/,
  51: /^9\d{8}$/,
  52: /^[2-9]\d{9}$/,
  53: /^[56]\d{7}$/,
  54: /^9\d{10}$/,
  55: /^[1-9]{2}9?\d{8}$/,
  56: /^9\d{8}$/,
  57: /^3\d{9}$/,
  58: /^4\d{9}$/,
  60: /^1\d{8,9}$/,
  61: /^4\d{8}$/,
  62: /^8\d{8,11}$/,
  63: /^9\d{9}$/,
  64: /^2\d{7,9}$/,
  65: /^[89]\d{7}$/,
  66: /^[689]\d{8}$/,
  81: /^[789]0\d{8}$/,
  82: /^1\d{8,9}$/,
  84: /^[35789]\d{8}$/,
  86: /^1[3-9]\d{9}$/,
  90: /^5\d{9}$/,
  91: /^[6-9]\d{9}$/,
  92: /^3\d{9}$/,
  93: /^7\d{8}$/,
  94: /^7\d{8}$/,
  95: /^9\d{7,9}$/,
  98: /^9\d{9}$/,
  212: /^[67]\d{8}$/,
  213: /^[5-7]\d{8}$/,
  216: /^[24579]\d{7}$/,
  218: /^9\d{8}$/,
  221: /^7\d{8}$/,
  225: /^0[157]\d{8}$/,
  229: /^01\d{8}$/,
  233: /^[25]\d{8}$/,
  234: /^[789]\d{9}$/,
  237: /^6\d{8}$/,
  242: /^0[4-6]\d{7}$/,
  243: /^[89]\d{8}$/,
  244: /^9\d{8}$/,
  249: /^[19]\d{8}$/,
  250: /^7\d{8}$/,
  251: /^[79]\d{8}$/,
  254: /^[17]\d{8}$/,
  255: /^[67]\d{8}$/,
  256: /^7\d{8}$/,
  258: /^8\d{8}$/,
  260: /^[79]\d{8}$/,
  261: /^3\d{8}$/,
  263: /^7\d{8}$/,
  351: /^9\d{8}$/,
  353: /^8\d{8}$/,
  358: /^[45]\d{6,9}$/,
  359: /^[89]\d{8}$/,
  380: /^[3-9]\d{8}$/,
  420: /^[67]\d{8}$/,
  421: /^9\d{8}$/,
  502: /^[3-5]\d{7}$/,
  503: /^[67]\d{7}$/,
  504: /^[389]\d{7}$/,
  591: /^[67]\d{7}$/,
  593: /^9\d{8}$/,
  595: /^9\d{8}$/,
  598: /^9\d{7}$/,
  852: /^[4-9]\d{7}$/,
  855: /^[1-9]\d{7,8}$/,
  856: /^[23]0\d{7,8}$/,
  880: /^1[3-9]\d{8}$/,
  886: /^9\d{8}$/,
  960: /^[79]\d{6}$/,
  961: /^[37]\d{6,7}$|^81\d{6}$/,
  962: /^7\d{8}$/,
  963: /^9\d{8}$/,
  964: /^7\d{9}$/,
  965: /^[4-69]\d{7}$/,
  966: /^5\d{8}$/,
  967: /^7\d{8}$/,
  968: /^[79]\d{7}$/,
  970: /^5\d{8}$/,
  971: /^5\d{8}$/,
  972: /^5\d{8}$/,
  973: /^[36]\d{7}$/,
  974: /^[3-7]\d{7}$/,
  977: /^9\d{9}$/,
  992: /^\d{9}$/,
  994: /^\d{9}$/,
  995: /^5\d{8}$/,
  996: /^\d{9}$/,
  998: /^\d{9}$/,
};
const MOBILE_ELSEWHERE = /^[1-9]\d{5,9}$/;

const SHORT_CODES = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** No calling code begins with another one, so the digits say by themselves where it ends. */
export function callingCodeOf(digits: string): string {
  return SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);
}

/** @param whole the country's code and the national number, without `+` */
export function isMobileNumber(whole: string): boolean {
  const code = callingCodeOf(whole);
  return (MOBILE[code] ?? MOBILE_ELSEWHERE).test(whole.slice(code.length));
}

/** Where a national number is dialled with something other than 0 before it. */
const TRUNK: Readonly<Record<string, string>> = { 7: '8', 36: '06' };

export function trunkPrefixOf(code: string): string {
  return TRUNK[code] ?? '0';
}

/** Where a 0 at the beginning is part of the number: Italy, San Marino, Côte d’Ivoire, Benin, Congo. */
const KEEPS_ZERO: ReadonlySet<string> = new Set(['39', '378', '225', '229', '242']);

export function keepsZero(code: string): boolean {
  return KEEPS_ZERO.has(code);
}
