import { z } from 'zod';
import { checkSettings } from './check-settings.ts';

/** How callbacks are signed. */
export const signatureSchemes = ['none', 'hmac-hex', 'hmac-base64', 'stripe', 'sslcommerz'] as const;
export type SignatureScheme = (typeof signatureSchemes)[number];

export const amountUnits = ['decimal', 'minor', 'as-begun'] as const;

const line = z
  .string()
  .max(1000)
  .default('')
  .transform((text) => text.trim());
const lines = z
  .string()
  .max(4000)
  .default('')
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim());
const secret = z.string().max(2000).default('');
const method = z.enum(['POST', 'GET']).default('POST');

/** What separates the words of a list is a comma: `paid, completed`. */
const words = line.transform((text) =>
  text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== ''),
);

/** One text per field of the form, read. */
export const hostedSettings = z
  .strictObject({
    account: line,
    username: line,
    password: secret,
    key: secret,
    secret,

    tokenMethod: method,
    tokenUrl: line,
    tokenHeaders: lines,
    tokenBody: lines,
    tokenPath: line,
    tokenSeconds: line.refine(
      (text) => text === '' || /^[1-9]\d{0,5}$/.test(text),
      'must be a number of seconds',
    ),

    beginMethod: method,
    beginUrl: line,
    beginHeaders: lines,
    beginBody: lines,
    payUrlPath: line,
    beginReferencePath: line,
    pageHosts: lines,

    askMethod: method,
    askUrl: line,
    askHeaders: lines,
    askBody: lines,
    itemsPath: line,
    statePath: line,
    paidWords: words,
    pendingWords: words,
    failedWords: words,
    amountUnit: z.enum(amountUnits).default('decimal'),
    amountPath: line,
    currencyPath: line,
    askReferencePath: line,

    takeWords: words,
    takeUrl: line,
    takeHeaders: lines,
    takeBody: lines,

    signature: z.enum(signatureSchemes).default('none'),
    signatureHeader: line,
    callbackSecret: secret,
    callbackReferencePath: line,
    callbackProviderReferencePath: line,
    callbackEventPath: line,
  })
  .superRefine(checkSettings);
export type HostedSettings = z.output<typeof hostedSettings>;

/** Of a gateway that knows one only, and names none: `=BDT`. `null`: its answers name it. */
export function onlyCurrency({ currencyPath }: HostedSettings): string | null {
  return currencyPath.startsWith('=') ? currencyPath.slice(1).toUpperCase() : null;
}
