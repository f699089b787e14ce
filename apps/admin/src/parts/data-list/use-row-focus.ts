import { useEffect, useRef } from 'react';

/** The row that the keyboard is at has the focus, so that a screen reader follows. */
export function useRowFocus<E extends HTMLElement>(active: boolean) {
  const ref = useRef<E>(null);
  useEffect(() => {
    if (!active || ref.current?.contains(document.activeElement)) return;
    ref.current?.focus({ preventScroll: true });
  }, [active]);
  return ref;
}
