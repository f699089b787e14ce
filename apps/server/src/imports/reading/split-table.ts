import { type Delimiter, readTable } from './read-table.ts';

/** A part of a table with the headings on top, and how many lines further down in the whole its rows stand. */
export type TablePart = { readonly text: string; readonly linesBefore: number };

/** A table in parts of so many rows; a small one is its only part. Throws `FileRefused` as `readTable` does. */
export async function splitTable(
  text: string,
  delimiter: Delimiter,
  { hasHeader, rowsMax }: { readonly hasHeader: boolean; readonly rowsMax: number },
): Promise<TablePart[]> {
  const { head, ends } = await findEnds(text, delimiter, hasHeader, rowsMax);
  if (ends.length < 2) return [{ text, linesBefore: 0 }];
  const octets = Buffer.from(text);
  const heading = octets.subarray(0, head).toString();
  let begin = head;
  let linesBefore = 0;
  return ends.map((end) => {
    const part = octets.subarray(begin, end).toString();
    const cut = { text: heading + part, linesBefore };
    begin = end;
    linesBefore += breaksIn(part);
    return cut;
  });
}

/** Where the headings end and where each part does, in octets of UTF-8. */
async function findEnds(text: string, delimiter: Delimiter, hasHeader: boolean, rowsMax: number) {
  const ends: number[] = [];
  let head = 0;
  let rows = hasHeader ? -1 : 0;
  let last = 0;
  for await (const { endsAt } of readTable(text, delimiter)) {
    rows += 1;
    if (rows === 0) head = endsAt;
    else if (rows % rowsMax === 0) ends.push(endsAt);
    last = endsAt;
  }
  if (ends.at(-1) !== last) ends.push(last);
  return { head, ends };
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
