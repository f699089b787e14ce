import { Checkbox } from '@mantine/core';
import classes from './DataList.module.css';
import { opensRow } from './opens-row.ts';
import type { ListColumn } from './list-types.ts';
import type { RowsProps } from './ListTable.tsx';
import { useRowFocus } from './use-row-focus.ts';

type Props<Row> = RowsProps<Row> & {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly ListColumn<Row>[];
};

export function ListRow<Row>(props: Props<Row>) {
  const { row, index, columns, selection, keys, onOpen, rowId, rowName, bulkActions, rowActions } = props;
  const active = keys.active === index;
  const selected = selection.ids.has(rowId(row));
  const ref = useRowFocus<HTMLTableRowElement>(active);
  return (
    <tr
      ref={ref}
      aria-rowindex={index + 2}
      aria-selected={bulkActions ? selected : undefined}
      tabIndex={active ? 0 : -1}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-opens={onOpen ? true : undefined}
      data-mark={props.rowMark?.(row)}
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
      {columns.map((column) => (
        <td key={column.id} data-align={column.align}>
          {column.cell(row)}
        </td>
      ))}
      {rowActions && <td className={classes['actions']}>{rowActions(row)}</td>}
    </tr>
  );
}
