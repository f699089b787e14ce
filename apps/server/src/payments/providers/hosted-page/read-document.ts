/** JSON with its numbers as they were written, for an amount is never floating point. `undefined`: it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, keepNumber as (this: unknown, key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}

function keepNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

/** What stands at `data.object.0.id`; `undefined`: nothing. */
export function readPath(document: unknown, path: string): unknown {
  let at = document;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** The same as text; `null`: there is none, or it is no single value. */
export function readText(document: unknown, path: string): string | null {
  if (path === '') return null;
  const found = readPath(document, path);
  if (typeof found === 'boolean') return String(found);
  return typeof found === 'string' && found !== '' ? found : null;
}
