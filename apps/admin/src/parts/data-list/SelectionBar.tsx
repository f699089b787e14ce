import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../format/number.ts';
import classes from './DataList.module.css';
import type { Selection } from './use-selection.ts';

type Props<Row> = { readonly selection: Selection<Row>; readonly children: ReactNode };

export function SelectionBar<Row>({ selection, children }: Props<Row>) {
  return (
    <div className={classes['selectionBar']} role="region" aria-label="Selected rows">
      <span>{formatNumber(selection.rows.length)} selected</span>
      {children}
      <CloseButton size="sm" aria-label="Select nothing" onClick={selection.clear} />
    </div>
  );
}
