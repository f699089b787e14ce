import type { z } from 'zod';
import type { FieldError } from './outcome.ts';

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

const UNKNOWN_FIELD: FieldError = { code: 'unknown', message: 'is not known here' };

function describeIssue(issue: z.core.$ZodIssue, value: unknown): FieldError {
  if (value === undefined && issue.code !== 'custom') return { code: 'missing', message: 'is required' };
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type', message: `must be ${typeName(issue.expected)}` };
    case 'too_small':
      if (issue.origin === 'string') return tooShort(Number(issue.minimum));
      return { code: 'too-small', message: `must be at least ${issue.minimum}` };
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'too-long', message: `may have ${issue.maximum} characters at most` }
        : { code: 'too-big', message: `must be at most ${issue.maximum}` };
    case 'invalid_value':
      return { code: 'invalid', message: `must be one of: ${issue.values.map(String).join(', ')}` };
    case 'custom':
      return { code: String(issue.params?.['code'] ?? 'invalid'), message: issue.message };
    default:
      return {
        code: 'invalid',
        message: issue.code === 'invalid_union' ? 'is not a value known here' : issue.message,
      };
  }
}

function tooShort(lengthMin: number): FieldError {
  return lengthMin === 1
    ? { code: 'empty', message: 'must not be empty' }
    : { code: 'too-short', message: `must have at least ${lengthMin} characters` };
}

function typeName(expected: string): string {
  const names: Record<string, string> = { string: 'text', int: 'a whole number', boolean: 'true or false' };
  return names[expected] ?? `a ${expected}`;
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
