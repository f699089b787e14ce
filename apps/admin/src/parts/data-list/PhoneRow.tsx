import classes from './DataList.module.css';
import type { RowsProps } from './ListTable.tsx';

export function PhoneRow<Row>(props: RowsProps<Row> & { readonly row: Row }) {
  const { row, columns, onOpen, rowName, rowActions } = props;
  const cells = (place: 'title' | 'side' | 'line') =>
    columns
      .filter(({ phone }) => phone === place)
      .map((column) => (
        <span key={column.id} dir="auto">
          {column.cell(row)}
        </span>
      ));
  return (
    <div className={classes['phoneRow']}>
      {onOpen && (
        <button
          type="button"
          className={classes['phoneOpen']}
          aria-label={`Open ${rowName(row)}`}
          onClick={() => onOpen(row)}
        />
      )}
      <div className={classes['phoneMain']}>
        <div className={classes['phoneTop']}>
          <div className={classes['phoneTitle']}>{cells('title')}</div>
          <div className={classes['phoneSide']}>{cells('side')}</div>
        </div>
        <div className={classes['phoneLine']}>{cells('line')}</div>
      </div>
      {rowActions && <div className={classes['phoneActions']}>{rowActions(row)}</div>}
    </div>
  );
}
