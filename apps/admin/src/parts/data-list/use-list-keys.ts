import { useCallback, useEffect, useRef, useState } from 'react';
import { isTyping } from '../is-typing.ts';
import type { Selection } from './use-selection.ts';

export type ListKeys = {
  /** Index of the row that the keyboard is at; -1 before the first key. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly search: React.RefObject<HTMLInputElement | null>;
  /** The whole list: keys with a meaning elsewhere on the page count within it, or when nothing has the focus. */
  readonly section: React.RefObject<HTMLElement | null>;
};

type Options<Row> = {
  readonly rows: readonly Row[] | undefined;
  readonly selection: Selection<Row>;
  /** Whether rows can be selected. */
  readonly selects: boolean;
  readonly selectsMatching: boolean;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onAdd: (() => void) | undefined;
};

/**
 * `j` `k` and the arrows walk, with Shift selecting on the way; `Enter` opens, Space or `x` selects, `a` selects all that
 * are loaded and then all that match, `b` goes to what can be done with them, `Esc` selects nothing, `/` searches, `n` adds.
 */
export function useListKeys<Row>(options: Options<Row>): ListKeys {
  const [active, setActive] = useState(-1);
  const search = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  const latest = useRef({ ...options, active });
  latest.current = { ...options, active };
  const onKey = useCallback((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = latest.current;
    const act = isOfList(event, section.current)
      ? (listAct(event, now, setActive, section.current) ?? pageAct(event, now, setActive, search.current))
      : pageAct(event, now, setActive, search.current);
    if (!act) return;
    event.preventDefault();
    act();
  }, []);
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onKey]);
  return { active, setActive, search, section };
}

type Now<Row> = Options<Row> & { readonly active: number };
type Act = (() => void) | undefined;

/** Letters: wherever the focus is. */
function pageAct<Row>(
  event: KeyboardEvent,
  now: Now<Row>,
  setActive: (index: number) => void,
  search: HTMLInputElement | null,
): Act {
  const { rows = [], onOpen, onAdd, selection, selects, active: at } = now;
  const row = rows[at];
  const acts: Record<string, Act> = {
    j: () => setActive(Math.min(at + 1, rows.length - 1)),
    k: () => setActive(Math.max(at - 1, 0)),
    '/': () => search?.focus(),
    n: onAdd,
    x: row === undefined || !selects ? undefined : () => selection.toggle(row),
    Enter: row === undefined || !onOpen || isOnControl(event) ? undefined : () => onOpen(row),
  };
  return acts[event.key];
}

/** Keys that scroll a page, move within a menu or close a dialog: only where they cannot be meant for those. */
function listAct<Row>(
  event: KeyboardEvent,
  now: Now<Row>,
  setActive: (index: number) => void,
  section: HTMLElement | null,
): Act {
  const { rows = [], selection, selects, active: at } = now;
  const walk = (to: number) => () => {
    const index = Math.max(0, Math.min(to, rows.length - 1));
    setActive(index);
    const [from, row] = [rows[at], rows[index]];
    if (!event.shiftKey || !selects || row === undefined) return;
    if (from !== undefined && selection.ids.size === 0) selection.toggle(from);
    selection.toggle(row, true);
  };
  const row = rows[at];
  const acts: Record<string, Act> = {
    ArrowDown: walk(at + 1),
    ArrowUp: walk(at - 1),
    J: walk(at + 1),
    K: walk(at - 1),
    Home: at < 0 ? undefined : walk(0),
    End: at < 0 ? undefined : walk(rows.length - 1),
    ...(selects && {
      ' ': row === undefined || isOnControl(event) ? undefined : () => selection.toggle(row, event.shiftKey),
      a: () => selectMore(now),
      b: () => section?.querySelector<HTMLElement>('[data-selection-actions] button')?.focus(),
      Escape: selection.rows.length === 0 ? undefined : selection.clear,
    }),
  };
  return rows.length === 0 ? undefined : acts[event.key];
}

/** First all that are loaded, then all that match. */
function selectMore<Row>({ rows = [], selection, selectsMatching }: Now<Row>): void {
  if (selection.ids.size < rows.length) selection.toggleAll();
  else if (selectsMatching && selection.except === null) selection.selectMatching();
}

function isOfList({ target }: KeyboardEvent, section: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A dialog or menu that lies over the list has these keys to itself.
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return false;
  if (target instanceof HTMLInputElement && target.type !== 'checkbox') return false;
  return target === document.body || target.id === 'main' || (section?.contains(target) ?? false);
}

function isOnControl({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('a, button, input') !== null;
}
