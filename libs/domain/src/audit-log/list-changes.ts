/** One field that was changed. `undefined`: it was not there, or is not any more. */
export type FieldChange = { readonly field: string; readonly before: unknown; readonly after: unknown };

/** What differs between the two, field by field; of what was added or removed, all that is known of it. */
export function listChanges(before: unknown, after: unknown): readonly FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return fields
    .map((field) => ({ field, before: was[field], after: is[field] }))
    .filter((change) => textOf(change.before) !== textOf(change.after));
}

/** Nothing is nothing, however it is written. */
function textOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** 'deviceLimit' → 'Device limit'. */
export function sayField(field: string): string {
  const words = field.replaceAll(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  const said = words
    .replaceAll(/\bmac\b/gi, 'MAC')
    .replaceAll(/\bip\b/gi, 'IP')
    .replaceAll(/\bid\b/gi, 'id');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

const VALUE_LENGTH_MAX = 200;

/** A value in a few words; `null`: there is none. */
export function sayValue(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const said = typeof value === 'string' ? value : JSON.stringify(value);
  return said.length > VALUE_LENGTH_MAX ? `${said.slice(0, VALUE_LENGTH_MAX)}…` : said;
}
