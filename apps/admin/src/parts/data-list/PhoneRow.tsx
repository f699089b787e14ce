import classes from './DataList.module.css';
import type { RowsProps } from './ListTable.tsx';
import { opensRow } from './opens-row.ts';

export function PhoneRow<Row>(props: RowsProps<Row> & { readonly row: Row }) {
  const { row, columns, onOpen, rowActions } = props;
  const at = (place: 'title' | 'side' | 'line') => columns.filter(({ phone }) => phone === place);
  const titles = at('title');
  const open = onOpen ? () => onOpen(row) : undefined;
  return (
    <div
      className={classes['phoneRow']}
      data-mark={props.rowMark?.(row)}
      onClick={(event) => {
        if (open && opensRow(event)) open();
      }}
    >
      <div className={classes['phoneMain']}>
        <div className={classes['phoneTop']}>
          <div className={classes['phoneTitle']}>
            {titles.map((column) => (
              <span key={column.id}>{column.cell(row)}</span>
            ))}
          </div>
          <div className={classes['phoneSide']}>
            {at('side').map((column) => (
              <span key={column.id}>{column.cell(row)}</span>
            ))}
          </div>
        </div>
        <div className={classes['phoneLine']}>
          {at('line').map((column) => (
            <span key={column.id}>{column.cell(row)}</span>
          ))}
        </div>
      </div>
      {rowActions && <div className={classes['phoneActions']}>{rowActions(row)}</div>}
    </div>
  );
}
