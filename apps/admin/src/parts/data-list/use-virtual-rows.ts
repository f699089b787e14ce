import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type DrawnRows, rowsToDraw } from './rows-to-draw.ts';

type Options = {
  readonly count: number;
  /** As high as most come out: one that is higher moves those below it, and they are drawn once more. */
  readonly rowHeight: number;
  readonly active: number;
};

/** Draws only the rows in view of the page's scroller. */
export function useVirtualRows({ count, rowHeight, active }: Options) {
  const ref = useRef<HTMLTableElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const main = document.getElementById('main');
    if (!main || !ref.current) return;
    const top = ref.current.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop;
    setScrollMargin(Math.round(top));
  }, []);
  const drawn = useRef<DrawnRows | null>(null);
  const latest = useRef<Virtualizer<HTMLElement, HTMLTableRowElement> | null>(null);
  const virtualizer = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    count,
    getScrollElement: () => document.getElementById('main'),
    estimateSize: () => rowHeight,
    // Made anew for each drawing, so that it is asked for each: what it answers depends on what is drawn.
    rangeExtractor: ({ startIndex, endIndex }) => {
      const view = { first: startIndex, last: endIndex };
      const next = rowsToDraw(view, count, drawn.current, latest.current?.isScrolling ?? false);
      drawn.current = next;
      return Array.from({ length: next.last - next.first + 1 }, (_, nth) => next.first + nth);
    },
    scrollMargin,
    scrollPaddingStart: rowHeight,
  });
  latest.current = virtualizer;
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active);
  }, [virtualizer, active]);
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  return {
    ref,
    /** Rows may come out higher than was assumed. */
    measure: virtualizer.measureElement,
    items: items.map(({ index }) => index),
    above: first ? first.start - scrollMargin : 0,
    below: last ? virtualizer.getTotalSize() - (last.end - scrollMargin) : 0,
  };
}
