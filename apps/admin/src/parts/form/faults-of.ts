import { ApiError, isSignedOut } from '../../api/call-api.ts';
import { errorSentence } from '../show-error.ts';
import { say } from '../texts.ts';

/** What the server calls by another name, or in other units, than the form: the field, and what to say there. */
export type ServerNames = Readonly<Record<string, { readonly field: string; readonly say?: string }>>;

type Faults = { readonly fields: Record<string, string>; readonly rest: string | null };

/** What stands at a field, and what is left to say above the form. */
export function faultsOf(error: unknown, values: Record<string, unknown>, names: ServerNames): Faults {
  if (isSignedOut(error)) return { fields: {}, rest: NOT_SAVED_YET };
  const sent = error instanceof ApiError ? Object.entries(error.fields) : [];
  const fields: Record<string, string> = {};
  const homeless: string[] = [];
  for (const [name, sentence] of sent) {
    const { field = name, say = sentence } = names[name] ?? {};
    if ((field.split('.')[0] ?? '') in values) fields[field] = say;
    else homeless.push(say);
  }
  if (sent.length === 0) return { fields, rest: errorSentence(error) };
  const rest = Object.keys(fields).length === 0 ? errorSentence(error) : homeless.join(' ');
  return { fields, rest: homeless.length === 0 ? null : rest };
}

const NOT_SAVED_YET = say('notSavedYet');
