import { memo, type ReactNode } from 'react';
import { TickBox } from '../TickBox.tsx';
import classes from './DataList.module.css';
import type { ListColumn } from './list-types.ts';
import { useLongPress } from './use-long-press.ts';
import { say } from '../texts.ts';

type Props<Row> = {
  readonly row: Row;
  readonly name: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly selected: boolean;
  /** Rows are being selected: a tap selects too. */
  readonly selecting: boolean;
  /** Absent: rows cannot be selected. */
  readonly toggle: ((row: Row) => void) | undefined;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly rowActions: ((row: Row) => ReactNode) | undefined;
};

/** Drawn again only when something about it changed, as the rows of a table are. */
export const PhoneRow = memo(PhoneRowNow) as typeof PhoneRowNow;

function PhoneRowNow<Row>({ row, columns, name, selected, selecting, ...props }: Props<Row>) {
  const { toggle, onOpen, rowActions } = props;
  const onToggle = toggle && (() => toggle(row));
  const press = useLongPress(onToggle);
  const cells = (place: 'title' | 'side' | 'line') =>
    columns
      .filter(({ phone }) => phone === place)
      .map((column) => (
        <span key={column.id} dir="auto">
          {column.cell(row)}
        </span>
      ));
  return (
    <div className={classes['phoneRow']} data-selected={selected || undefined} {...press}>
      {(onOpen || selecting) && (
        <button
          type="button"
          className={classes['phoneOpen']}
          aria-label={
            selecting ? `${selected ? say('unselect') : say('select')} ${name}` : say('openRow', { name })
          }
          tabIndex={selecting ? -1 : undefined}
          aria-hidden={selecting || undefined}
          onClick={selecting ? onToggle : () => onOpen?.(row)}
        />
      )}
      {selecting && (
        <TickBox
          large
          className={classes['phoneTick']}
          label={say('selectRow', { name })}
          checked={selected}
          onChange={() => onToggle?.()}
        />
      )}
      <div className={classes['phoneMain']}>
        <div className={classes['phoneTop']}>
          <div className={classes['phoneTitle']}>{cells('title')}</div>
          <div className={classes['phoneSide']}>{cells('side')}</div>
        </div>
        <div className={classes['phoneLine']}>{cells('line')}</div>
      </div>
      {!selecting && rowActions && <div className={classes['phoneActions']}>{rowActions(row)}</div>}
    </div>
  );
}
