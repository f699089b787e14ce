import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../format/number.ts';
import classes from './DataList.module.css';

type Props = {
  readonly title: string;
  readonly level?: 1 | 2;
  readonly count: number | undefined;
  readonly loaded: number | undefined;
  readonly failed: boolean;
  readonly headerActions?: ReactNode;
};

export function ListHeader({ title, level = 1, count, loaded, failed, headerActions }: Props) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={classes['header']}>
      <Heading>
        {title} {count !== undefined && <span className={classes['count']}>{formatNumber(count)}</span>}
        {loaded === undefined && !failed && (
          <Skeleton component="span" className={classes['count']} w={36} h={14} />
        )}
      </Heading>
      <div className={classes['headerActions']}>{headerActions}</div>
    </div>
  );
}
