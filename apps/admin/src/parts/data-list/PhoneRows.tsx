import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import classes from './DataList.module.css';
import type { RowsProps } from './ListTable.tsx';
import { PhoneRow } from './PhoneRow.tsx';

const ROW_HEIGHT = 68;

/** The same rows on a phone: stacked, the most important thing first. */
export function PhoneRows<Row>(props: RowsProps<Row>) {
  const { rows, rowId } = props;
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const main = document.getElementById('main');
    if (main && list.current) {
      setScrollMargin(
        list.current.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop,
      );
    }
  }, []);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => document.getElementById('main'),
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin,
  });
  return (
    <ul
      ref={list}
      className={classes['phoneRows']}
      style={{ height: virtualizer.getTotalSize() }}
      aria-label={props.title}
    >
      {virtualizer.getVirtualItems().map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        return (
          <li
            key={rowId(row)}
            ref={virtualizer.measureElement}
            data-index={item.index}
            style={{ transform: `translateY(${item.start - scrollMargin}px)` }}
          >
            <PhoneRow {...props} row={row} />
          </li>
        );
      })}
    </ul>
  );
}
