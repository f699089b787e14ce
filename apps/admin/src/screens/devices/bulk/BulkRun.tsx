import { isBulkUnderWay } from '@gatehouse/domain/devices/bulk-words';
import { Button, CloseButton, Kbd, Progress } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { BulkAction } from '../../../api/types.ts';
import { useUndoKey } from '../../../parts/undo/UndoProvider.tsx';
import { BulkExceptions } from './BulkExceptions.tsx';
import classes from './Bulk.module.css';
import { bulkSentence, countOf, exceptionsOf, leftSentences, mayUndo } from './bulk-words.ts';
import { say } from './texts.ts';
import { useBulk, useSteerBulk } from './use-bulk.ts';

type Props = { readonly id: string; readonly onClose: () => void };

/** How far it is, with a way to stop; then what became of it, what was left out and why, and the way back. */
export function BulkRun({ id, onClose }: Props) {
  const { data: bulk } = useBulk(id);
  const steer = useSteerBulk();
  const [exceptions, setExceptions] = useState(false);
  const { mutate } = steer;
  const undo = useCallback(() => mutate({ id, step: 'undo' }), [mutate, id]);
  const undoable = bulk !== undefined && mayUndo(bulk);
  useUndoKey(undoable ? undo : null);
  if (bulk === undefined) return null;
  const underWay = isBulkUnderWay(bulk.state);
  return (
    <div
      role="group"
      className={classes['run']}
      aria-label={say('whatIsDone')}
      data-under-way={underWay || undefined}
    >
      <div className={classes['says']} role="status">
        <b>{bulkSentence(bulk)}</b>
        {!underWay && <span>{leftSentences(bulk).join(' ')}</span>}
        {!underWay && bulk.pendingNodes.length > 0 && (
          <span>{say('notInForce', { nodes: bulk.pendingNodes.join(', ') })}</span>
        )}
      </div>
      <div className={classes['ways']}>
        {underWay && (
          <Button
            size="compact-sm"
            variant="default"
            loading={steer.isPending}
            onClick={() => steer.mutate({ id, step: 'stop' })}
          >
            {say('stop')}
          </Button>
        )}
        {exceptionsOf(bulk) !== null && !underWay && (
          <Button size="compact-sm" variant="default" onClick={() => setExceptions(true)}>
            {say(bulk.state === 'undone' ? 'which' : 'why')}
          </Button>
        )}
        {undoable && (
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<Kbd size="xs">U</Kbd>}
            loading={steer.isPending}
            onClick={undo}
          >
            {say('undo')}
          </Button>
        )}
        <CloseButton size="sm" aria-label={say(underWay ? 'hideIt' : 'close')} onClick={onClose} />
      </div>
      {underWay && <Bar bulk={bulk} />}
      {exceptions && <BulkExceptions bulk={bulk} onClose={() => setExceptions(false)} />}
    </div>
  );
}

function Bar({ bulk }: { readonly bulk: BulkAction }) {
  const all = bulk.state === 'undoing' ? countOf(bulk.outcomes, 'changed') : bulk.total;
  const done = Math.min(bulk.done, all);
  return (
    <>
      <Progress
        className={classes['bar'] ?? ''}
        value={all === 0 ? 100 : (done / all) * 100}
        aria-label={say('progress', { done, all })}
      />
      <span className={classes['quiet']}>{say('progressGoesOn', { done, all })}</span>
    </>
  );
}
