import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataList.module.css';
import type { ListColumn } from './list-types.ts';
import { useLongPress } from './use-long-press.ts';

type Props<Row> = {
  readonly row: Row;
  readonly name: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly selected: boolean;
  /** Rows are being selected: a tap selects too. */
  readonly selecting: boolean;
  /** Absent: rows cannot be selected. */
  readonly onToggle: (() => void) | undefined;
  readonly onOpen: (() => void) | undefined;
  readonly actions: ReactNode;
};

export function PhoneRow<Row>({ row, columns, name, selected, selecting, ...props }: Props<Row>) {
  const { onToggle, onOpen, actions } = props;
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
          aria-label={selecting ? `${selected ? 'Do not select' : 'Select'} ${name}` : `Open ${name}`}
          tabIndex={selecting ? -1 : undefined}
          aria-hidden={selecting || undefined}
          onClick={selecting ? onToggle : onOpen}
        />
      )}
      {selecting && (
        <Checkbox
          className={classes['phoneTick'] ?? ''}
          size="sm"
          aria-label={`Select ${name}`}
          checked={selected}
          onChange={onToggle}
        />
      )}
      <div className={classes['phoneMain']}>
        <div className={classes['phoneTop']}>
          <div className={classes['phoneTitle']}>{cells('title')}</div>
          <div className={classes['phoneSide']}>{cells('side')}</div>
        </div>
        <div className={classes['phoneLine']}>{cells('line')}</div>
      </div>
      {!selecting && actions !== undefined && <div className={classes['phoneActions']}>{actions}</div>}
    </div>
  );
}
