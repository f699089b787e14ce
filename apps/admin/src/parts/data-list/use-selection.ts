import { useCallback, useMemo, useState } from 'react';

export type Selection<Row> = {
  readonly ids: ReadonlySet<string>;
  readonly rows: readonly Row[];
  readonly toggle: (row: Row) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
};

/** Which loaded rows are selected. A row that is gone is no longer selected. */
export function useSelection<Row>(
  rows: readonly Row[] | undefined,
  rowId: (row: Row) => string,
): Selection<Row> {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => (rows ?? []).filter((row) => chosen.has(rowId(row))), [rows, chosen, rowId]);
  const ids = useMemo(() => new Set(selected.map(rowId)), [selected, rowId]);
  const toggle = useCallback((row: Row) => setChosen((before) => toggled(before, rowId(row))), [rowId]);
  const clear = useCallback(() => setChosen(new Set()), []);
  const all = rows !== undefined && rows.length > 0 && ids.size === rows.length;
  const toggleAll = useCallback(
    () => setChosen(all ? new Set() : new Set((rows ?? []).map(rowId))),
    [all, rows, rowId],
  );
  return { ids, rows: selected, toggle, toggleAll, clear };
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
