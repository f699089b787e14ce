import { z } from 'zod';

/** Which columns a file has, in which order, as a link says it. */
export function columnsInput(names: readonly string[]) {
  return z
    .string()
    .max(400)
    .refine(
      (text) => text.split(',').every((name) => names.includes(name)),
      `must be of ${names.join(', ')}, divided by commas`,
    )
    .optional()
    .meta({
      description: `Of ${names.join(', ')}, divided by commas; all of them where nothing is said`,
    });
}

/** What a link asked for. */
export function chosenColumns<Name extends string>(text: string | undefined, names: readonly Name[]): Name[] {
  if (text === undefined) return [...names];
  return text.split(',').flatMap((asked) => names.find((name) => name === asked) ?? []);
}
