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

/** Whether a whole page is new, so that nobody knows what came between it and what is shown. */
export function hasGap<Row>(
  head: readonly Row[] | undefined,
  shown: readonly Row[] | undefined,
  rowId: (row: Row) => string,
  size: number,
): boolean {
  if (head === undefined || shown === undefined || shown.length === 0 || head.length < size) return false;
  const known = new Set(shown.map(rowId));
  return !head.some((row) => known.has(rowId(row)));
}

/**
 * What is shown, without rows that the list does not have any more: a session that has ended leaves the list of open
 * ones. A newest page that is not full is all there is; else what lies below the last row that was read stays.
 */
export function dropGone<Row>(
  shown: readonly Row[] | undefined,
  loaded: readonly Row[] | undefined,
  head: readonly Row[] | undefined,
  rowId: (row: Row) => string,
  size: number,
): readonly Row[] | undefined {
  if (shown === undefined || loaded === undefined || head === undefined) return shown;
  const whole = head.length < size;
  const there = new Set([...(whole ? [] : loaded), ...head].map(rowId));
  const last = whole ? shown.length : shown.findLastIndex((row) => there.has(rowId(row)));
  const left = shown.filter((row, index) => index > last || there.has(rowId(row)));
  return left.length === shown.length ? shown : left;
}
