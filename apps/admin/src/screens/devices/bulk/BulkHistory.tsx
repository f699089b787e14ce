import { isBulkUnderWay } from '@gatehouse/domain/devices/bulk-words';
import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { BulkAction } from '../../../api/types.ts';
import { NotRead } from '../../../parts/NotRead.tsx';
import { RelativeTime } from '../../../parts/RelativeTime.tsx';
import { SideSheet } from '../../../parts/SideSheet.tsx';
import { BulkExceptions } from './BulkExceptions.tsx';
import classes from './Bulk.module.css';
import { bulkSentence, exceptionsOf, leftSentences, mayUndo } from './bulk-words.ts';
import { useRecentBulk, useSteerBulk } from './use-bulk.ts';

type Props = {
  /** Shows what is under way at the foot of the list. */
  readonly onWatch: (id: string) => void;
  readonly onClose: () => void;
};

/** What was done to many devices at once: by whom, when, what became of it, and the way back. */
export function BulkHistory({ onWatch, onClose }: Props) {
  const { data, error, refetch } = useRecentBulk(true);
  const [exceptions, setExceptions] = useState<BulkAction | null>(null);
  const steer = useSteerBulk();
  const undo = (id: string) =>
    steer.mutate(
      { id, step: 'undo' },
      {
        onSuccess: () => {
          onWatch(id);
          onClose();
        },
      },
    );
  return (
    <SideSheet title="Done to many at once" onClose={onClose}>
      {error && <NotRead title="The list could not be read" error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton h={240} />}
      {data?.length === 0 && <p>Nobody has changed many devices at once yet.</p>}
      <ol className={classes['exceptions']}>
        {data?.map((bulk) => (
          <li key={bulk.id}>
            <span>
              <b>{bulkSentence(bulk)}</b>
            </span>
            <span className={classes['quiet']}>
              {[...leftSentences(bulk), `${bulk.createdBy},`].join(' ')} <RelativeTime at={bulk.createdAt} />
              {bulk.undoneBy !== null && ` · undone by ${bulk.undoneBy}`}
            </span>
            <span className={classes['ways']}>
              {isBulkUnderWay(bulk.state) && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => {
                    onWatch(bulk.id);
                    onClose();
                  }}
                >
                  Watch it
                </Button>
              )}
              {exceptionsOf(bulk) !== null && !isBulkUnderWay(bulk.state) && (
                <Button size="compact-xs" variant="default" onClick={() => setExceptions(bulk)}>
                  {bulk.state === 'undone' ? 'Which' : 'Why'}
                </Button>
              )}
              {mayUndo(bulk) && (
                <Button size="compact-xs" variant="default" onClick={() => undo(bulk.id)}>
                  Undo
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {exceptions && <BulkExceptions bulk={exceptions} onClose={() => setExceptions(null)} />}
    </SideSheet>
  );
}
