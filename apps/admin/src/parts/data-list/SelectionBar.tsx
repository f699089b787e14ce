import { Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../format/number.ts';
import classes from './DataList.module.css';
import type { Selection } from './use-selection.ts';
import { say } from '../texts.ts';

type Props<Row> = {
  readonly selection: Selection<Row>;
  /** How many are selected; `Infinity`: more than anyone counts. */
  readonly count: number;
  /** How many match the list's question. */
  readonly total: number;
  /** Whether more match than are loaded, and all of them may be selected. */
  readonly mayTakeMatching: boolean;
  readonly children: ReactNode;
};

/** What can be done with the rows that are selected: those one sees, or all that match. */
export function SelectionBar<Row>({ selection, count, total, mayTakeMatching, children }: Props<Row>) {
  const everything = selection.except !== null;
  return (
    <div className={classes['selectionBar']} role="region" aria-label={say('selectedRows')}>
      <div className={classes['selectionSays']}>
        <span role="status">
          {everything && selection.except?.size === 0
            ? say('allSelected', { count: formatNumber(count) })
            : say('someSelected', { count: formatNumber(count) })}
        </span>
        {!everything && mayTakeMatching && (
          <Button size="compact-sm" variant="subtle" onClick={selection.selectMatching}>
            {say('selectAllMatching', { total: formatNumber(total) })}
          </Button>
        )}
      </div>
      <div className={classes['selectionActions']} data-selection-actions>
        {children}
      </div>
      <CloseButton
        size="sm"
        className={classes['selectionEnd'] ?? ''}
        aria-label={say('selectNothing')}
        onClick={selection.clear}
      />
    </div>
  );
}
