import { Checkbox } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import classes from './DataList.module.css';
import { opensRow } from './opens-row.ts';
import type { FittedColumn } from './fit-columns.ts';
import type { RowsProps } from './ListTable.tsx';
import { useRowFocus } from './use-row-focus.ts';

type Props<Row> = RowsProps<Row> & {
  readonly row: Row;
  readonly index: number;
  readonly fitted: readonly FittedColumn<Row>[];
  /** Tells how high the row came out. */
  readonly measure: (row: HTMLTableRowElement | null) => void;
};

export function ListRow<Row>(props: Props<Row>) {
  const { row, index, fitted, selection, keys, onOpen, rowId, rowName, bulkActions, rowActions } = props;
  const active = keys.active === index;
  const selected = selection.ids.has(rowId(row));
  const ref = useMergedRef(useRowFocus<HTMLTableRowElement>(active), props.measure);
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={bulkActions ? selected : undefined}
      tabIndex={active ? 0 : -1}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-opens={onOpen ? true : undefined}
      onClick={(event) => {
        if (!onOpen || !opensRow(event)) return;
        keys.setActive(index);
        onOpen(row);
      }}
    >
      {bulkActions && (
        <td>
          <Checkbox
            size="xs"
            aria-label={`Select ${rowName(row)}`}
            checked={selected}
            onChange={() => selection.toggle(row)}
          />
        </td>
      )}
      {fitted.map(({ column, below }) => (
        <td
          key={column.id}
          data-align={column.align}
          data-wraps={column.wraps}
          dir="auto"
          onMouseEnter={(event) => tellWhole(event.currentTarget)}
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

/** A cell whose text is cut off says all of it on hover. */
function tellWhole(cell: HTMLElement) {
  const whole = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
  if (cell.title !== whole) cell.title = whole;
}
