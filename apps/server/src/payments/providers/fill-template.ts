const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const PART = /"([^"]*)"|([A-Za-z]+)/g;

/**
 * Puts values into `{{name}}`. `{{base64 name ":" other}}` joins values and texts in quotes, and encodes them so.
 * Every place must be one that `unknownPlaces` does not name.
 */
export function fillTemplate(
  template: string,
  valueOf: (name: string) => string,
  escape: (text: string) => string = (text) => text,
): string {
  return template.replace(PLACE, (_, inner: string) => escape(fillPlace(inner, valueOf)));
}

function fillPlace(inner: string, valueOf: (name: string) => string): string {
  if (!inner.startsWith('base64 ')) return valueOf(inner);
  const joined = partsOf(inner).map(({ text, name }) => text ?? valueOf(name));
  return Buffer.from(joined.join('')).toString('base64');
}

type Part = { readonly text: string | null; readonly name: string };

function partsOf(inner: string): readonly Part[] {
  const found = inner.slice('base64 '.length).matchAll(PART);
  return [...found].map(([, text, name]) => ({ text: text ?? null, name: name ?? '' }));
}

/** The names that stand in a template. */
export function placesIn(template: string): readonly string[] {
  return [...template.matchAll(PLACE)].flatMap(([, inner = '']) =>
    inner.startsWith('base64 ')
      ? partsOf(inner).flatMap(({ text, name }) => (text === null ? [name] : []))
      : [inner],
  );
}

/** Those that nobody knows; an opened place that is never closed counts as one. */
export function unknownPlaces(template: string, known: readonly string[]): readonly string[] {
  const unknown = placesIn(template).filter((name) => !known.includes(name));
  const open = template.replace(PLACE, '').includes('{{') ? ['{{'] : [];
  return [...unknown, ...open];
}
