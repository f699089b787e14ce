import type { Said } from '@gatehouse/domain/said/said';
import { isTimeZone } from '@gatehouse/domain/time/local-days';
import { MONEY_MINOR_MAX } from '@gatehouse/domain/money';
import { z } from 'zod';

/** Shapes that many things share in what they take and what they answer. */

/** An id in an answer: ids are strings on the wire, numbers inside. */
export const idShape = z.string().meta({ description: 'An id', examples: ['42'] });

/** An id in a body or a query: turned into the number the database knows. */
export const idInput = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is not an id')
  .transform(Number)
  .meta({ description: 'An id', examples: ['42'] });

/** Beside a sentence: the same for whoever says it in another language, by the texts of `libs/domain`. */
export const saidShape = z.custom<Said>().meta({
  type: 'object',
  description:
    'The same as the name of a text and what is put into it: `{ key, values }`, or several of them in an array',
});

export const timeShape = z.string().meta({ format: 'date-time', description: 'ISO 8601, UTC' });

const [YEAR_MIN, YEAR_MAX] = [2000, 2200];

/** A point in time in a body: ISO 8601 with a zone. */
export const timeInput = z
  .string()
  .refine(
    (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text),
    'is not an ISO 8601 time',
  )
  .transform((text, context) => {
    const time = new Date(text);
    const year = time.getUTCFullYear();
    if (year >= YEAR_MIN && year <= YEAR_MAX) return time;
    context.addIssue({
      code: 'custom',
      message: `must be a time that exists, between ${YEAR_MIN} and ${YEAR_MAX}`,
    });
    return z.NEVER;
  })
  .meta({ format: 'date-time', description: 'ISO 8601 with a zone' });

export const timeZoneInput = z
  .string()
  .max(100)
  .refine(isTimeZone, 'is not a time zone')
  .meta({ description: 'A time zone of the IANA database', examples: ['Asia/Dhaka'] });

export const macShape = z
  .string()
  .meta({ description: 'AA:BB:CC:DD:EE:FF', examples: ['C4:E9:84:1F:22:0A'] });

/** Text a person typed: trimmed, in one normal form, without control characters, never empty. */
export function textInput(lengthMax: number): z.ZodPipe<z.ZodString, z.ZodTransform<string, string>> {
  return readText(lengthMax, (text) => text, /\p{Cc}/u);
}

function readText(
  lengthMax: number,
  tidy: (text: string) => string,
  control: RegExp,
): z.ZodPipe<z.ZodString, z.ZodTransform<string, string>> {
  return z
    .string()
    .max(4 * lengthMax)
    .transform((typed, context) => {
      const text = tidy(typed.normalize('NFC')).trim();
      const problem = textProblem(text, lengthMax, control);
      if (problem === null) return text;
      context.addIssue({ code: 'custom', params: { code: problem.code }, message: problem.message });
      return z.NEVER;
    })
    .meta({ maxLength: lengthMax });
}

function textProblem(
  text: string,
  lengthMax: number,
  control: RegExp,
): { code: string; message: string } | null {
  if (text.length === 0) return { code: 'empty', message: 'must not be empty' };
  if (text.length > lengthMax) {
    return { code: 'too-long', message: `may have ${lengthMax} characters at most` };
  }
  if (control.test(text)) return { code: 'invalid', message: 'must not contain control characters' };
  if (/\p{Cs}/u.test(text)) return { code: 'invalid', message: 'must not contain half a character' };
  // U+202E in a name turns round the sentence it stands in: one name then looks like another.
  if (/[\u202A-\u202E\u2066-\u2069]/.test(text)) {
    return {
      code: 'turns-direction',
      message: 'must not contain invisible characters that turn the direction of writing',
    };
  }
  return null;
}

/** Like {@link textInput}, of several lines: their breaks are stored as LF. */
export function linesInput(lengthMax: number): z.ZodPipe<z.ZodString, z.ZodTransform<string, string>> {
  return readText(lengthMax, (text) => text.replaceAll(/\r\n?/g, '\n'), /[^\P{Cc}\n]/u);
}

/** Like {@link textInput}, where empty text means "nothing": answered as `null`. */
export function optionalTextInput(lengthMax: number) {
  return z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? null : typed),
    textInput(lengthMax).nullable(),
  );
}

export const WHY_LENGTH_MAX = 300;
/** Why somebody does what they ask for, in words. */
export const whyInput = textInput(WHY_LENGTH_MAX);

/** A whole number that fits PostgreSQL's integer. */
export function countInput(min: number, max = 2_147_483_647) {
  return z.int().min(min).max(max);
}

/** A whole number of octets, seconds or minor units: up to what JSON numbers carry exactly. */
export function bigCountInput(min: number) {
  return z.int().min(min).max(Number.MAX_SAFE_INTEGER);
}

/** A price in minor units: of so little that what thousands of sales come to is still a number that JSON carries exactly. */
export function moneyInput() {
  return z.int().min(0).max(MONEY_MINOR_MAX);
}

/** What is left of a list's answer once its items are known. */
export function pageShape<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'For the next page; `null` on the last one' }),
    total: z.int().optional().meta({
      description: 'How many there are in all; only with `count=true`, and of long lists only up to 10,000',
    }),
    searchedSince: timeShape.optional().meta({
      description:
        'Of a search in a long list: names of customers and MACs of their devices are found wherever they stand, any other text from here on only',
    }),
  });
}

export type Page<T> = { items: T[]; nextCursor: string | null; total?: number; searchedSince?: string };

/** Added to the answer of a change that is stored but not yet in force everywhere (202). */
export const pendingShape = z.object({
  pendingNodes: z
    .array(z.string())
    .meta({ description: 'RADIUS nodes where the change is not yet in force' }),
});
