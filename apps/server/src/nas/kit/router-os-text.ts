/** What may stand in a RouterOS string as it is. Everything else is written by its octets, whatever it means there. */
const PLAIN = /[A-Za-z0-9 .,:/_=@&%+~^<>()[\]{}|'*!-]/;

/** A text as a RouterOS string, quotes included: nothing in it can end the string or be taken for a variable. */
export function quoteRouterOs(text: string): string {
  const octets = [...new TextEncoder().encode(text)].map((octet) => {
    const character = String.fromCharCode(octet);
    return PLAIN.test(character) ? character : `\\${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `"${octets.join('')}"`;
}

/** A text for a comment: on one line, whatever was typed. */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\\]+/gu, ' ').trim();
}

/** Letters, digits and hyphens of a name, for a file's name or an identifier; `fallback` where none are left. */
export function plainName(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return plain === '' ? fallback : plain;
}
