import type { ListColumn } from './list-types.ts';

/**
 * The columns as an operator wants them: these, in this order, the last leaving first where there is no room for all.
 * `null`: as the list comes. What they once chose and is no column any more is left out.
 */
export function chooseColumns<Row>(
  columns: readonly ListColumn<Row>[],
  chosen: readonly string[] | null,
): readonly ListColumn<Row>[] {
  const known = (chosen ?? []).flatMap((id) => columns.find((column) => column.id === id) ?? []);
  if (known.length === 0) return columns.filter(({ extra }) => extra !== true);
  return known.map((column, index) => ({ ...column, rank: index + 1 }));
}

/** The same with one more or one less; the last one stays. */
export function toggleColumn(shown: readonly string[], id: string): readonly string[] {
  if (!shown.includes(id)) return [...shown, id];
  return shown.length === 1 ? shown : shown.filter((each) => each !== id);
}

/** The same with this one so many places further on. */
export function moveColumn(shown: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = shown.indexOf(id);
  const other = shown[from + by];
  if (from < 0 || other === undefined) return shown;
  return shown.map((each, index) => (index === from ? other : index === from + by ? id : each));
}
