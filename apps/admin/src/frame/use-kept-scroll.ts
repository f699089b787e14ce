import { useLocation, useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** How long the rows of a list may take to be there again. */
const GROWS_WITHIN_MS = 1_500;

/** Going back finds the page where it was left; a page that is gone to begins at its top. */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>, ready: boolean): void {
  const { history } = useRouter();
  /** Which entry of the browser's history is shown; a changed address in the same place keeps it. */
  const entry = useLocation({ select: ({ state }) => state.__TSR_index });
  const kept = useRef(new Map<number, number>());
  const shown = useRef(entry);
  const went = useRef<'on' | 'back'>('on');

  useEffect(
    () =>
      history.subscribe(({ action }) => {
        if (action.type !== 'REPLACE') went.current = action.type === 'PUSH' ? 'on' : 'back';
      }),
    [history],
  );
  useEffect(() => {
    const element = scroller.current;
    if (!ready || !element) return;
    const keep = () => kept.current.set(shown.current, element.scrollTop);
    element.addEventListener('scroll', keep, { passive: true });
    return () => element.removeEventListener('scroll', keep);
  }, [scroller, ready]);
  useLayoutEffect(() => {
    const element = scroller.current;
    shown.current = entry;
    if (!element) return;
    return scrollOnceThere(element, went.current === 'back' ? (kept.current.get(entry) ?? 0) : 0);
  }, [scroller, entry]);
}

/** Scrolls as soon as there is enough to scroll; the reader's own hand ends the waiting. */
function scrollOnceThere(element: HTMLElement, top: number): () => void {
  element.scrollTo({ top });
  const until = Date.now() + GROWS_WITHIN_MS;
  let frame = 0;
  const again = () => {
    if (Math.abs(element.scrollTop - top) < 2 || Date.now() > until) return;
    element.scrollTo({ top });
    frame = requestAnimationFrame(again);
  };
  const end = () => cancelAnimationFrame(frame);
  if (top > 0) frame = requestAnimationFrame(again);
  element.addEventListener('wheel', end, { passive: true, once: true });
  element.addEventListener('touchmove', end, { passive: true, once: true });
  return () => {
    end();
    element.removeEventListener('wheel', end);
    element.removeEventListener('touchmove', end);
  };
}
