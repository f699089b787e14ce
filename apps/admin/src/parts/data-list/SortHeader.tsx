import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './DataList.module.css';
import type { ListColumn } from './list-types.ts';

type Props<Row> = {
  readonly column: ListColumn<Row>;
  readonly sort: string;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
};

export function SortHeader<Row>({ column, sort, change }: Props<Row>) {
  if (column.sort === undefined) {
    return (
      <th scope="col" data-align={column.align}>
        {column.title}
      </th>
    );
  }
  const rising = sort === column.sort;
  const falling = sort === `-${column.sort}`;
  return (
    <th
      scope="col"
      className={classes['sortable']}
      data-align={column.align}
      aria-sort={rising ? 'ascending' : falling ? 'descending' : undefined}
    >
      <button
        type="button"
        className={classes['sort']}
        onClick={() => change({ sort: rising ? `-${column.sort}` : (column.sort ?? null) })}
      >
        {column.title}
        {rising && <IconArrowUp size={13} aria-hidden />}
        {falling && <IconArrowDown size={13} aria-hidden />}
      </button>
    </th>
  );
}
