const SAID_MAX = 200;

/** How an answer begins, to be read by a person: markup and line breaks say nothing to them. `null`: it says nothing. */
export function oneLine(text: string): string | null {
  const plain = text
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]{0,500}>/g, ' ')
    .replace(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim();
  if (plain === '') return null;
  return plain.length > SAID_MAX ? `${plain.slice(0, SAID_MAX)}…` : plain;
}
