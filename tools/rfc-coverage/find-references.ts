export type Reference = { readonly rfc: number; readonly section: string };

const MENTION = /RFC (\d{4})((?:,? (?:and |to |or |over )?§[0-9A-Z]+(?:\.[0-9]+)*)+)/g;
const BARE = /RFC (\d{4})(?!\d)/g;
const SECTION = /§([0-9A-Z]+(?:\.[0-9]+)*)/g;

/** Sections named in a file, as `RFC 2865 §5.1, §5.2`; a mention may go on behind the margin of a comment. */
export function findReferences(text: string): Reference[] {
  const flat = flatten(text);
  const found = [...flat.matchAll(MENTION)].flatMap(([, rfc, sections = '']) =>
    [...sections.matchAll(SECTION)].map(([, section = '']) => ({ rfc: Number(rfc), section })),
  );
  return unique(found);
}

/** RFCs that a file names at all, with or without a section. */
export function findRfcs(text: string): number[] {
  return [...new Set([...flatten(text).matchAll(BARE)].map(([, rfc]) => Number(rfc)))];
}

function flatten(text: string): string {
  return text.replaceAll(/\s*\n\s*(?:\*|\/\/|#)?\s*/g, ' ');
}

function unique(references: readonly Reference[]): Reference[] {
  const seen = new Map(references.map((reference) => [`${reference.rfc} ${reference.section}`, reference]));
  return [...seen.values()];
}
