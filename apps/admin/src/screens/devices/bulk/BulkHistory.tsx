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
import { say, show } from './texts.ts';
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
    <SideSheet title={say('doneToMany')} onClose={onClose}>
      {error && <NotRead title={say('listNotRead')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton h={240} />}
      {data?.length === 0 && <p>{say('noneYet')}</p>}
      <ol className={classes['exceptions']}>
        {data?.map((bulk) => (
          <li key={bulk.id}>
            <span>
              <b>{bulkSentence(bulk)}</b>
            </span>
            <span className={classes['quiet']}>
              {leftSentences(bulk).join(' ')} <ByWhom bulk={bulk} />
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
                  {say('watchIt')}
                </Button>
              )}
              {exceptionsOf(bulk) !== null && !isBulkUnderWay(bulk.state) && (
                <Button size="compact-xs" variant="default" onClick={() => setExceptions(bulk)}>
                  {say(bulk.state === 'undone' ? 'which' : 'why')}
                </Button>
              )}
              {mayUndo(bulk) && (
                <Button size="compact-xs" variant="default" onClick={() => undo(bulk.id)}>
                  {say('undo')}
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

function ByWhom({ bulk: { createdBy: by, createdAt, undoneBy } }: { readonly bulk: BulkAction }) {
  const when = <RelativeTime at={createdAt} />;
  return undoneBy === null ? show('byWhen', { by, when }) : show('byWhenUndone', { by, when, undoneBy });
}
