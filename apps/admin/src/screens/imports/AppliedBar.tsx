import { Alert, Button, Group } from '@mantine/core';
import { IMPORT_OUTCOME_LABELS, importOutcomes } from '@gatehouse/domain/imports/import-words';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { Dialog } from '../../parts/Dialog.tsx';
import { formatNumber } from '../../parts/format/number.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Imports.module.css';
import type { ImportInFull } from './import-types.ts';
import { OUTCOME_MEANINGS, rowsText } from './import-words.ts';
import { useSteerImport } from './use-imports.ts';

/** What became of it, and the way back. */
export function AppliedBar({ batch }: { readonly batch: ImportInFull }) {
  const [asking, setAsking] = useState(false);
  const applied = batch.outcomes['applied'] ?? 0;
  return (
    <>
      <p className={classes['lead']}>
        Applied by {batch.appliedBy} <RelativeTime at={batch.appliedAt} />
        {batch.undoneAt !== null && (
          <>
            , undone by {batch.undoneBy} <RelativeTime at={batch.undoneAt} />
          </>
        )}
        .
      </p>
      {batch.pendingNodes.length > 0 && (
        <Alert color="yellow" variant="light" mb="sm">
          Stored, and not yet in force on {batch.pendingNodes.join(', ')} when it was done.
        </Alert>
      )}
      <ul className={classes['verdicts']} aria-label="What became of the rows">
        {importOutcomes
          .filter((outcome) => batch.outcomes[outcome] !== undefined)
          .map((outcome) => (
            <li key={outcome}>
              <span>
                <StateMark meaning={OUTCOME_MEANINGS[outcome]}>{IMPORT_OUTCOME_LABELS[outcome]}</StateMark>
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
          Save the result
        </Button>
        {batch.state === 'applied' && applied > 0 && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            Undo the whole import…
          </Button>
        )}
      </div>
      {asking && <UndoQuestion batch={batch} rows={applied} onClose={() => setAsking(false)} />}
    </>
  );
}

type QuestionProps = {
  readonly batch: ImportInFull;
  readonly rows: number;
  readonly onClose: () => void;
};

function UndoQuestion({ batch, rows, onClose }: QuestionProps) {
  const steer = useSteerImport(batch.id);
  return (
    <Dialog title={`Undo ${batch.fileName}?`} onClose={onClose}>
      <p style={{ marginBlock: '0 16px' }}>
        What {rowsText(rows)} did is taken back: customers and devices that came with it are removed, the
        others are as they were before. Rows that somebody has changed since are left and named. Who is online
        stays so until the next login.
      </p>
      {steer.error !== null && (
        <Alert color="red" variant="light" role="alert" mb="md">
          {errorSentence(steer.error)}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button
          color="red"
          loading={steer.isPending}
          onClick={() => steer.mutate({ step: 'undo' }, { onSuccess: onClose })}
        >
          Undo the import
        </Button>
      </Group>
    </Dialog>
  );
}
