import { memo, type MouseEvent, type ReactNode, useCallback } from 'react';
import { TickBox } from '../TickBox.tsx';
import classes from './DataList.module.css';
import { opensRow } from './opens-row.ts';
import type { FittedColumn } from './fit-columns.ts';
import { takeFocus } from './take-focus.ts';
import { say } from '../texts.ts';

type Props<Row> = {
  readonly row: Row;
  readonly index: number;
  readonly fitted: readonly FittedColumn<Row>[];
  readonly name: string;
  readonly selected: boolean;
  /** Whether rows can be selected. */
  readonly selects: boolean;
  readonly active: boolean;
  readonly toggle: (row: Row, range?: boolean) => void;
  readonly setActive: (index: number) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly rowActions: ((row: Row) => ReactNode) | undefined;
  /** Tells how high the row came out. */
  readonly measure: (row: HTMLTableRowElement | null) => void;
};

/**
 * Drawn again only when something about it changed: scrolling and selecting others leave it as it is. What stands in it
 * is plain elements: none of Mantine's components, no listeners to the router.
 */
export const ListRow = memo(ListRowNow) as typeof ListRowNow;

function ListRowNow<Row>(props: Props<Row>) {
  const { row, index, fitted, selected, selects, active, onOpen, rowActions, measure } = props;
  // The row that the keyboard is at has the focus, so that a screen reader follows.
  const ref = useCallback(
    (element: HTMLTableRowElement | null) => {
      measure(element);
      if (active && element !== null) takeFocus(element);
    },
    [measure, active],
  );
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selects ? selected : undefined}
      tabIndex={active ? 0 : -1}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-opens={onOpen ? true : undefined}
      onClick={(event) => {
        if (!onOpen || !opensRow(event)) return;
        props.setActive(index);
        onOpen(row);
      }}
    >
      {selects && (
        <td>
          <TickBox
            label={say('selectRow', { name: props.name })}
            checked={selected}
            onChange={(event) => props.toggle(row, shiftHeld(event.nativeEvent))}
          />
        </td>
      )}
      {fitted.map(({ column, below }) => (
        <td
          key={column.id}
          data-align={column.align}
          data-wraps={column.wraps}
          dir="auto"
          onMouseEnter={tellWhole}
        >
          {column.cell(row)}
          {below.map((second) => (
            <span key={second.id} className={classes['second']} dir="auto">
              {second.cell(row)}
            </span>
          ))}
        </td>
      ))}
      {rowActions && <td className={classes['actions']}>{rowActions(row)}</td>}
    </tr>
  );
}

/** With Shift, a click selects all rows from the one that was touched before. */
function shiftHeld(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true;
}

/** A cell whose text is cut off says all of it on hover. */
function tellWhole({ currentTarget: cell }: MouseEvent<HTMLTableCellElement>) {
  const whole = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
  if (cell.title !== whole) cell.title = whole;
}
