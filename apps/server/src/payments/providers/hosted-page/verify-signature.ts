import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { CallbackRequest } from '../provider.ts';
import type { HostedSettings } from './hosted-settings.ts';

const TOLERANCE_MS = 5 * 60 * 1000;

/** Why this callback is not the gateway's; `null`: it is, or its gateway signs nothing. */
export function verifySignature(
  settings: HostedSettings,
  request: CallbackRequest,
  form: Readonly<Record<string, string>>,
): string | null {
  const { signature, signatureHeader, callbackSecret } = settings;
  switch (signature) {
    case 'none':
      return null;
    case 'hmac-hex':
    case 'hmac-base64': {
      const given = request.headers.get(signatureHeader.toLowerCase());
      if (given === undefined) return `It has no header ${signatureHeader}.`;
      return isHmac(given, request.body, callbackSecret, signature === 'hmac-hex' ? 'hex' : 'base64')
        ? null
        : WRONG;
    }
    case 'stripe':
      return verifyTimed(request, callbackSecret, signatureHeader || 'Stripe-Signature');
    case 'sslcommerz':
      return verifyFields(form, callbackSecret);
  }
}

const WRONG = 'Its signature is wrong.';

/** Some write the algorithm before it: `sha256=…`. */
function isHmac(given: string, body: Uint8Array, secret: string, encoding: 'hex' | 'base64'): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const plain = given.trim().replace(/^sha256=/i, '');
  return isSame(plain, expected, encoding);
}

/** `t=1492774577,v1=5257a8…`: an HMAC over the time, a dot and the body; a copy of it is of no use later. */
function verifyTimed({ headers, body, now }: CallbackRequest, secret: string, header: string): string | null {
  const given = headers.get(header.toLowerCase());
  if (given === undefined) return `It has no header ${header}.`;
  const parts = given.split(',').map((part) => part.trim().split('='));
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(time)) return 'Its signature names no time.';
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  const signatures = parts.filter(([name]) => name === 'v1').map(([, value = '']) => value);
  if (!signatures.some((value) => isSame(value, expected, 'hex'))) return WRONG;
  return Math.abs(now - Number(time) * 1000) > TOLERANCE_MS ? 'It was signed at another time.' : null;
}

/** An MD5 over the fields that `verify_key` names, and the store's password, in the order of their names. */
function verifyFields(form: Readonly<Record<string, string>>, password: string): string | null {
  const { verify_key: names, verify_sign: given } = form;
  if (names === undefined || given === undefined) return 'It has no verify_sign.';
  const named = names.split(',').map((name) => [name, form[name] ?? ''] as const);
  const fields = [...named, ['store_passwd', md5(password).toString('hex')] as const];
  const signed = fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return isSame(given, md5(signed), 'hex') ? null : WRONG;
}

function md5(text: string): Buffer {
  return createHash('md5').update(text).digest();
}

/** Compared as text: a decoder would stop at what is no digit, and take what stands behind it. */
function isSame(given: string, expected: Buffer, encoding: 'hex' | 'base64'): boolean {
  const text = encoding === 'hex' ? given.toLowerCase() : given;
  const [left, right] = [Buffer.from(text), Buffer.from(expected.toString(encoding))];
  return left.length === right.length && timingSafeEqual(left, right);
}
