import { useCallback, useMemo, useRef, useState } from 'react';

/** What is selected: rows that are loaded, or all that match the list's question, loaded or not. */
export type Selection<Row> = {
  /** Of the loaded rows, those that are selected. */
  readonly ids: ReadonlySet<string>;
  readonly rows: readonly Row[];
  /** All that match are selected, but for these; `null`: only the rows in `ids`. */
  readonly except: ReadonlySet<string> | null;
  /** `range`: together with all rows between it and the row that was touched before. */
  readonly toggle: (row: Row, range?: boolean) => void;
  readonly toggleAll: () => void;
  readonly selectMatching: () => void;
  readonly clear: () => void;
};

type Chosen =
  | { readonly of: 'rows'; readonly ids: ReadonlySet<string> }
  | { readonly of: 'question'; readonly question: string; readonly except: ReadonlySet<string> };

const NOTHING: Chosen = { of: 'rows', ids: new Set() };

/**
 * Which rows are selected. A row that is gone is no longer selected, and "all that match" ends with its question.
 * @param question search and filters of the list, in one text
 */
export function useSelection<Row>(
  rows: readonly Row[] | undefined,
  rowId: (row: Row) => string,
  question: string,
): Selection<Row> {
  const [kept, setChosen] = useState<Chosen>(NOTHING);
  const touched = useRef<string | null>(null);
  const chosen = kept.of === 'question' && kept.question !== question ? NOTHING : kept;
  const selected = useMemo(
    () => (rows ?? []).filter((row) => isChosen(chosen, rowId(row))),
    [rows, chosen, rowId],
  );
  const ids = useMemo(() => new Set(selected.map(rowId)), [selected, rowId]);
  const latest = useRef({ rows, ids, question });
  latest.current = { rows, ids, question };

  const toggle = useCallback(
    (row: Row, range = false) => {
      const id = rowId(row);
      const { rows: all = [], ids: before } = latest.current;
      const on = range || !before.has(id);
      const span = range ? idsBetween(all.map(rowId), touched.current ?? id, id) : [id];
      touched.current = id;
      setChosen((now) => put(now, span, on));
    },
    [rowId],
  );
  const clear = useCallback(() => setChosen(NOTHING), []);
  const toggleAll = useCallback(() => {
    const { rows: all = [], ids: before } = latest.current;
    setChosen(before.size === all.length ? NOTHING : { of: 'rows', ids: new Set(all.map(rowId)) });
  }, [rowId]);
  const selectMatching = useCallback(
    () => setChosen({ of: 'question', question: latest.current.question, except: new Set() }),
    [],
  );
  const except = chosen.of === 'question' ? chosen.except : null;
  return useMemo(
    () => ({ ids, rows: selected, except, toggle, toggleAll, selectMatching, clear }),
    [ids, selected, except, toggle, toggleAll, selectMatching, clear],
  );
}

function isChosen(chosen: Chosen, id: string): boolean {
  return chosen.of === 'rows' ? chosen.ids.has(id) : !chosen.except.has(id);
}

function put(chosen: Chosen, span: readonly string[], on: boolean): Chosen {
  const isRows = chosen.of === 'rows';
  const changed = new Set(isRows ? chosen.ids : chosen.except);
  for (const id of span) {
    if (on === isRows) changed.add(id);
    else changed.delete(id);
  }
  return isRows ? { of: 'rows', ids: changed } : { ...chosen, except: changed };
}

/** The ids from one row to another, whichever stands first; the second alone where the first is gone. */
export function idsBetween(ids: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
