import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { useDensity } from '../../frame/density.tsx';
import { TickBox } from '../TickBox.tsx';
import type { DataListProps } from './DataList.tsx';
import classes from './DataList.module.css';
import { shareWidth } from './fit-columns.ts';
import { ListRow } from './ListRow.tsx';
import type { ListQuery } from './list-types.ts';
import { SortHeader } from './SortHeader.tsx';
import type { ListKeys } from './use-list-keys.ts';
import type { Selection } from './use-selection.ts';
import { useVirtualRows } from './use-virtual-rows.ts';
import { say } from '../texts.ts';

export type RowsProps<Row> = DataListProps<Row> & {
  readonly rows: readonly Row[];
  /** How many there are in all, as far as anyone counted. */
  readonly total: number | undefined;
  /** Is told which columns found no room. */
  readonly setWithoutRoom: (ids: readonly string[]) => void;
  readonly selection: Selection<Row>;
  readonly keys: ListKeys;
  readonly query: ListQuery;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
};

const CHECKBOX_WIDTH = 40;
/** With one line of text, and with a second below it; as the stylesheet has them. */
const ROW_HEIGHTS = { normal: [36, 44], compact: [28, 40] } as const;

export function ListTable<Row>(props: RowsProps<Row>) {
  const { rows, rowId, selection, keys, bulkActions, rowActions, actionsWidth = 60 } = props;
  const { density } = useDensity();
  const { ref, width } = useElementSize();
  const taken = (bulkActions ? CHECKBOX_WIDTH : 0) + (rowActions ? actionsWidth : 0);
  const fitted = useMemo(
    () => shareWidth(props.columns, (width || 1200) - taken),
    [props.columns, width, taken],
  );
  const twoLines = fitted.some(({ below }) => below.length > 0);
  const rowHeight = ROW_HEIGHTS[density][twoLines ? 1 : 0];
  const { columns, setWithoutRoom } = props;
  useEffect(() => {
    const shown = new Set(fitted.map(({ column }) => column.id));
    setWithoutRoom(columns.map(({ id }) => id).filter((id) => !shown.has(id)));
  }, [columns, fitted, setWithoutRoom]);
  const virtual = useVirtualRows({ count: rows.length, rowHeight, active: keys.active });
  const all = selection.ids.size === rows.length;
  return (
    <div ref={ref} className={classes['tableBox']}>
      <table
        ref={virtual.ref}
        className={classes['table']}
        data-density={density}
        data-two-lines={twoLines || undefined}
        aria-rowcount={rowCount(props.total, rows.length)}
      >
        <caption className={classes['hidden']}>{props.title}</caption>
        <colgroup>
          {bulkActions && <col style={{ width: CHECKBOX_WIDTH }} />}
          {fitted.map(({ column, width: pixels }) => (
            <col key={column.id} style={{ width: pixels }} />
          ))}
          {rowActions && <col style={{ width: actionsWidth }} />}
        </colgroup>
        <thead>
          <tr>
            {bulkActions && (
              <th scope="col">
                <TickBox
                  label={say('selectLoadedRows')}
                  checked={all}
                  some={!all && selection.ids.size > 0}
                  onChange={selection.toggleAll}
                />
              </th>
            )}
            {fitted.map(({ column }) => (
              <SortHeader key={column.id} column={column} sort={props.query.sort} change={props.change} />
            ))}
            {rowActions && (
              <th scope="col">
                <span className={classes['hidden']}>{say('actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          <Spacer height={virtual.above} />
          {virtual.items.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <ListRow
                key={rowId(row)}
                row={row}
                index={index}
                fitted={fitted}
                name={props.rowName(row)}
                selected={selection.ids.has(rowId(row))}
                selects={bulkActions !== undefined}
                active={keys.active === index}
                toggle={selection.toggle}
                setActive={keys.setActive}
                onOpen={props.onOpen}
                rowActions={rowActions}
                measure={virtual.measure}
              />
            );
          })}
          <Spacer height={virtual.below} />
        </tbody>
      </table>
    </div>
  );
}

/** With the head; -1 where there are more than anyone counts. */
function rowCount(total: number | undefined, loaded: number): number {
  if (total === undefined) return loaded + 1;
  return Number.isFinite(total) ? Math.max(total, loaded) + 1 : -1;
}

/** Stands for the rows that are not drawn. */
function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td className={classes['spacer']} style={{ height }}>
        &nbsp;
      </td>
    </tr>
  );
}
