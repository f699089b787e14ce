import { Checkbox } from '@mantine/core';
import classes from './DataList.module.css';
import { opensRow } from './opens-row.ts';
import type { FittedColumn } from './fit-columns.ts';
import type { RowsProps } from './ListTable.tsx';
import { useRowFocus } from './use-row-focus.ts';

type Props<Row> = RowsProps<Row> & {
  readonly row: Row;
  readonly index: number;
  readonly fitted: readonly FittedColumn<Row>[];
};

export function ListRow<Row>(props: Props<Row>) {
  const { row, index, fitted, selection, keys, onOpen, rowId, rowName, bulkActions, rowActions } = props;
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
      {fitted.map(({ column }) => (
        <td key={column.id} data-align={column.align}>
          {column.cell(row)}
        </td>
      ))}
      {rowActions && <td className={classes['actions']}>{rowActions(row)}</td>}
    </tr>
  );
}
