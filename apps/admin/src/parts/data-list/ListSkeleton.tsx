import { Skeleton } from '@mantine/core';
import classes from './DataList.module.css';
import type { ListColumn } from './list-types.ts';
import { say } from '../texts.ts';

const ROWS = 12;
const WIDTHS = ['72%', '54%', '63%', '46%', '68%'];

type Props<Row> = { readonly columns: readonly ListColumn<Row>[]; readonly phone: boolean };

/** Rows in the final layout while the first page is on its way. */
export function ListSkeleton<Row>({ columns, phone }: Props<Row>) {
  const shown = phone ? columns.slice(0, 1) : columns.filter(({ rank = 1 }) => rank <= 2);
  return (
    <div
      className={classes['skeleton']}
      data-phone={phone || undefined}
      role="group"
      aria-busy="true"
      aria-label={say('loading')}
    >
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row}>
          {shown.map((column, index) => (
            <span key={column.id} style={{ flex: column.grows ? '1 1 0' : `0 0 ${column.width}px` }}>
              <Skeleton h={phone ? 30 : 12} w={phone ? '100%' : WIDTHS[(row + index) % WIDTHS.length]!} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
