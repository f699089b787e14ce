export type TextPart = string | { readonly name: string; readonly within: string | null };

const MARK = /<(\w+)>(.*?)<\/\1>|\uE000(\w+)\uE001/gs;

/** Takes a text apart at `<name>…</name>` and at the marks of what is put in. */
export function readText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, tag, within, mark] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(tag === undefined ? { name: mark ?? '', within: null } : { name: tag, within: within ?? '' });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
