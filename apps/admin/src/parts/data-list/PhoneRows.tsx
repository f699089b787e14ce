import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import classes from './DataList.module.css';
import type { RowsProps } from './ListTable.tsx';
import { PhoneRow } from './PhoneRow.tsx';
import { say } from '../texts.ts';

const ROW_HEIGHT = 68;

/** The same rows on a phone: stacked, the most important thing first. A finger that rests on one selects it. */
export function PhoneRows<Row>(props: RowsProps<Row>) {
  const { rows, rowId, selection, onOpen } = props;
  const selects = props.bulkActions !== undefined;
  const [asked, setAsked] = useState(false);
  const selecting = selects && (asked || selection.rows.length > 0);
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
  // They follow each other as they come out: a new row moves those below it, whatever was measured at their places before.
  const items = virtualizer.getVirtualItems();
  const above = (items[0]?.start ?? scrollMargin) - scrollMargin;
  return (
    <>
      {selects && (
        <div className={classes['phoneSelects']}>
          {selecting && (
            <Button size="compact-sm" variant="subtle" onClick={selection.toggleAll}>
              {selection.ids.size === rows.length
                ? say('selectNone')
                : say('selectLoaded', { length: rows.length })}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            aria-pressed={selecting}
            onClick={() => {
              setAsked(!selecting);
              if (selecting) selection.clear();
            }}
          >
            {selecting ? say('done') : say('select')}
          </Button>
        </div>
      )}
      <ul
        ref={list}
        className={classes['phoneRows']}
        style={{ height: virtualizer.getTotalSize(), paddingBlockStart: above }}
        aria-label={props.title}
      >
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <li key={rowId(row)} ref={virtualizer.measureElement} data-index={item.index}>
              <PhoneRow
                row={row}
                name={props.rowName(row)}
                columns={props.columns}
                selected={selection.ids.has(rowId(row))}
                selecting={selecting}
                toggle={selects ? selection.toggle : undefined}
                onOpen={onOpen}
                rowActions={props.rowActions}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
