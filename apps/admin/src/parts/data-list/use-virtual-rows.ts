import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

type Options = { readonly count: number; readonly rowHeight: number; readonly active: number };

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
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => document.getElementById('main'),
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin,
    scrollPaddingStart: rowHeight,
  });
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
