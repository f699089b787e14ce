import { Alert, Button, Group } from '@mantine/core';
import { importOutcomes } from '@gatehouse/domain/imports/import-words';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { Dialog } from '../../parts/Dialog.tsx';
import { formatNumber } from '../../parts/format/number.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Imports.module.css';
import type { ImportInFull } from './import-types.ts';
import { OUTCOME_MEANINGS, sayOutcome } from './import-words.ts';
import { say, show } from './texts.ts';
import { useSteerImport } from './use-imports.ts';

/** What became of it, and the way back. */
export function AppliedBar({ batch }: { readonly batch: ImportInFull }) {
  const [asking, setAsking] = useState(false);
  const applied = batch.outcomes['applied'] ?? 0;
  return (
    <>
      <p className={classes['lead']}>
        <WhoApplied batch={batch} />
      </p>
      {batch.pendingNodes.length > 0 && (
        <Alert color="yellow" variant="light" mb="sm">
          {say('notInForce', { nodes: batch.pendingNodes.join(', ') })}
        </Alert>
      )}
      <ul className={classes['verdicts']} aria-label={say('whatBecame')}>
        {importOutcomes
          .filter((outcome) => batch.outcomes[outcome] !== undefined)
          .map((outcome) => (
            <li key={outcome}>
              <span>
                <StateMark meaning={OUTCOME_MEANINGS[outcome]}>{sayOutcome(outcome)}</StateMark>
                <b>{formatNumber(batch.outcomes[outcome] ?? 0)}</b>
              </span>
            </li>
          ))}
      </ul>
      <div className={classes['actions']}>
        <Button
          component="a"
          variant="default"
          href={`/api/v1/import-batches/${batch.id}/result`}
          download={`import-${batch.id}.csv`}
        >
          {say('saveResult')}
        </Button>
        {batch.state === 'applied' && applied > 0 && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {say('undoWhole')}
          </Button>
        )}
      </div>
      {asking && <UndoQuestion batch={batch} rows={applied} onClose={() => setAsking(false)} />}
    </>
  );
}

function WhoApplied({ batch }: { readonly batch: ImportInFull }) {
  const { appliedBy: by, undoneBy, undoneAt } = batch;
  const when = <RelativeTime at={batch.appliedAt} />;
  if (undoneAt === null) return show('appliedBy', { by, when });
  return show('appliedAndUndone', { by, when, undoneBy, undoneWhen: <RelativeTime at={undoneAt} /> });
}

type QuestionProps = {
  readonly batch: ImportInFull;
  readonly rows: number;
  readonly onClose: () => void;
};

function UndoQuestion({ batch, rows, onClose }: QuestionProps) {
  const steer = useSteerImport(batch.id);
  return (
    <Dialog title={say('undoQuestion', { file: batch.fileName })} onClose={onClose}>
      <p style={{ marginBlock: '0 16px' }}>{say('undoEffect', { count: rows })}</p>
      {steer.error !== null && (
        <Alert color="red" variant="light" role="alert" mb="md">
          {errorSentence(steer.error)}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say('keepIt')}
        </Button>
        <Button
          color="red"
          loading={steer.isPending}
          onClick={() => steer.mutate({ step: 'undo' }, { onSuccess: onClose })}
        >
          {say('undoImport')}
        </Button>
      </Group>
    </Dialog>
  );
}
