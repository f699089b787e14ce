/** The newest page on top of what is shown; a row that grew moves up with it. */
export function mergeHead<Row>(
  head: readonly Row[] | undefined,
  shown: readonly Row[] | undefined,
  rowId: (row: Row) => string,
): readonly Row[] | undefined {
  if (head === undefined || shown === undefined) return shown;
  const inHead = new Set(head.map(rowId));
  return [...head, ...shown.filter((row) => !inHead.has(rowId(row)))];
}
