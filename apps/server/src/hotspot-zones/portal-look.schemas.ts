import { type HexColor, isHexColor } from '@gatehouse/domain/hotspot-zones/portal-colors';
import { languages, type TextsByLanguage } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { z } from 'zod';
import { optionalTextInput } from '../shapes.ts';
import { LOGO_BYTES_MAX, readLogo } from './read-logo.ts';

const WELCOME_LENGTH_MAX = 240;
const TERMS_LENGTH_MAX = 6000;
const language = z.enum(languages);

const textsShape = z
  .partialRecord(language, z.string())
  .meta({ description: 'By language; a visitor whose language is missing reads another one' });

/** How a zone's portal looks. */
export const portalShape = z.object({
  name: z
    .string()
    .nullable()
    .meta({ description: 'What visitors know the place as; `null`: the zone’s name' }),
  accentColor: z.string().nullable().meta({ description: '#rrggbb; `null`: our own' }),
  languages: z.array(language),
  defaultLanguage: language.meta({ description: 'Of visitors whose phones speak none of the languages' }),
  welcomeTexts: textsShape,
  termsTexts: textsShape,
  termsUrl: z.string().nullable(),
});

export const logoShape = z.object({
  type: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  hash: z.string(),
});

/** Lines are kept, for a paragraph means something; empty texts are left out. */
function textsInput(lengthMax: number) {
  const text = z
    .string()
    .transform((typed) => typed.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(lengthMax).refine(isPlain, 'must not contain control characters'));
  return z.partialRecord(language, text).transform((texts) => {
    const filled = Object.entries(texts).filter(([, each]) => each !== '');
    return Object.fromEntries(filled) as TextsByLanguage;
  });
}

/** U+202E and its like turn round what stands after them. */
function isPlain(text: string): boolean {
  return !/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u.test(text);
}

const linkInput = z
  .string()
  .trim()
  .max(500)
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && !/\s/.test(text);
  }, 'must be an address that begins with https:// or http://');

export const portalInput = z.strictObject({
  name: optionalTextInput(60).optional(),
  accentColor: z
    .string()
    .transform((typed) => typed.trim().toLowerCase())
    .refine(isHexColor, 'must be a colour like #0b6b6b')
    .transform((color) => color as HexColor)
    .nullable()
    .optional(),
  languages: z
    .array(language)
    .min(1, 'must name one language at least')
    .refine((chosen) => new Set(chosen).size === chosen.length, 'names a language twice')
    .optional(),
  defaultLanguage: language.optional(),
  welcomeTexts: textsInput(WELCOME_LENGTH_MAX).optional(),
  termsTexts: textsInput(TERMS_LENGTH_MAX).optional(),
  termsUrl: linkInput.nullable().optional(),
});
export type PortalInput = z.infer<typeof portalInput>;

/** A picture in base64. */
export const logoInput = z.strictObject({
  image: z
    .base64('must be base64')
    .max(Math.ceil(LOGO_BYTES_MAX / 3) * 4, 'may have 11 kB at most')
    .transform((text, context) => {
      const logo = readLogo(Buffer.from(text, 'base64'));
      if (typeof logo !== 'string') return logo;
      context.addIssue({ code: 'custom', message: logo });
      return z.NEVER;
    })
    .meta({ description: 'A PNG, JPEG, WebP or GIF picture of 11 kB at most, in base64' }),
});
