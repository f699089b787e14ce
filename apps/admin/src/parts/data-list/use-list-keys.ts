import { useCallback, useEffect, useRef, useState } from 'react';
import { isTyping } from '../is-typing.ts';

export type ListKeys = {
  /** Index of the row that the keyboard is at; -1 before the first key. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly search: React.RefObject<HTMLInputElement | null>;
};

type Options<Row> = {
  readonly rows: readonly Row[] | undefined;
  readonly rowId: (row: Row) => string;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onAdd: (() => void) | undefined;
  readonly onSelect: (row: Row) => void;
};

/** `j` `k` walk, `Enter` opens, `x` selects, `/` searches, `n` adds. */
export function useListKeys<Row>(options: Options<Row>): ListKeys {
  const [active, setActive] = useState(-1);
  const search = useRef<HTMLInputElement>(null);
  const latest = useRef({ ...options, active });
  latest.current = { ...options, active };
  const onKey = useCallback((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows = [], onOpen, onAdd, onSelect, active: at } = latest.current;
    const row = rows[at];
    const onControl =
      event.target instanceof HTMLElement && event.target.closest('a, button, input') !== null;
    const acts: Record<string, (() => void) | undefined> = {
      j: () => setActive(Math.min(at + 1, rows.length - 1)),
      k: () => setActive(Math.max(at - 1, 0)),
      '/': () => search.current?.focus(),
      n: onAdd,
      x: row === undefined ? undefined : () => onSelect(row),
      Enter: row === undefined || onControl ? undefined : () => onOpen?.(row),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }, []);
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onKey]);
  return { active, setActive, search };
}
