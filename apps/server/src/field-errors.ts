import { type Said, said } from '@gatehouse/domain/said/said';
import type { z } from 'zod';
import { type FieldError, fieldError as fault } from './outcome.ts';

type Issue = { readonly message: string; readonly path?: readonly unknown[] | undefined };

/** zod's issues as field errors in plain words. */
export function fieldErrors(issues: readonly Issue[], sent: unknown): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {};
  for (const issue of issues as readonly z.core.$ZodIssue[]) {
    const path = (issue.path ?? []).map((key) => String(key));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...path, key].join('.')] = UNKNOWN_FIELD;
    } else if (path.length > 0) {
      fields[path.join('.')] ??= describeIssue(issue, valueAt(sent, path));
    }
  }
  return fields;
}

const UNKNOWN_FIELD = fault('unknown', said('fieldUnknown'));

function describeIssue(issue: z.core.$ZodIssue, value: unknown): FieldError {
  if (value === undefined && issue.code !== 'custom') return fault('missing', said('fieldMissing'));
  switch (issue.code) {
    case 'invalid_type':
      return fault('wrong-type', mustBe(issue.expected));
    case 'too_small':
      if (issue.origin === 'string') return tooShort(Number(issue.minimum));
      return fault('too-small', said('fieldAtLeast', { least: `${issue.minimum}` }));
    case 'too_big':
      return issue.origin === 'string'
        ? fault('too-long', said('fieldTooLong', { most: `${issue.maximum}` }))
        : fault('too-big', said('fieldAtMost', { most: `${issue.maximum}` }));
    case 'invalid_value':
      return fault('invalid', said('fieldOneOf', { values: issue.values.map(String).join(', ') }));
    case 'custom':
      return { code: String(issue.params?.['code'] ?? 'invalid'), message: issue.message };
    default:
      return issue.code === 'invalid_union'
        ? fault('invalid', said('fieldNoValue'))
        : { code: 'invalid', message: issue.message };
  }
}

function tooShort(least: number): FieldError {
  return least === 1
    ? fault('empty', said('fieldEmpty'))
    : fault('too-short', said('fieldTooShort', { least: `${least}` }));
}

function mustBe(type: string): Said {
  if (type === 'string') return said('fieldText');
  if (type === 'int') return said('fieldWholeNumber');
  return type === 'boolean' ? said('fieldTrueOrFalse') : said('fieldOfType', { type });
}

function valueAt(sent: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([k]) => k === key)?.[1]
        : undefined,
    sent,
  );
}
