import { Alert, Button, Checkbox } from '@mantine/core';
import type { ImportMode } from '@gatehouse/domain/imports/import-words';
import { useState } from 'react';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './Imports.module.css';
import type { ImportInFull } from './import-types.ts';
import { countWith, rowsText } from './import-words.ts';
import { say } from './texts.ts';
import { useSteerImport } from './use-imports.ts';

type Props = {
  readonly batch: ImportInFull;
  readonly onColumns: () => void;
  readonly onDrop: () => void;
};

/** What can be done with what was checked: apply the good rows, or all or none, or mend it first. */
export function ApplyBar({ batch, onColumns, onDrop }: Props) {
  const steer = useSteerImport(batch.id);
  const good = countWith(batch.verdicts, 'write');
  const refused = countWith(batch.verdicts, 'refused');
  const [together, setTogether] = useState(false);
  const mode: ImportMode = together && refused === 0 ? 'all-or-none' : 'good-rows';
  return (
    <>
      {steer.error !== null && (
        <Alert color="red" variant="light" role="alert" mb="sm">
          {errorSentence(steer.error)}
        </Alert>
      )}
      <p className={classes['lead']}>{leadOf(good, refused)}</p>
      {good > 1 && refused === 0 && (
        <Checkbox
          mb="md"
          label={say('allOrNone')}
          checked={together}
          onChange={(event) => setTogether(event.currentTarget.checked)}
        />
      )}
      <div className={classes['actions']}>
        {good > 0 && (
          <Button loading={steer.isPending} onClick={() => steer.mutate({ step: 'apply', body: { mode } })}>
            {applyWords(good, refused)}
          </Button>
        )}
        <Button variant="default" onClick={onColumns}>
          {batch.format === 'table' ? say('changeColumns') : say('changeOptions')}
        </Button>
        <Button variant="default" onClick={onDrop}>
          {say('applyNone')}
        </Button>
      </div>
    </>
  );
}

function applyWords(good: number, refused: number): string {
  return refused === 0 ? say('applyAll', { count: good }) : say('applyGood', { count: good });
}

function leadOf(good: number, refused: number): string {
  if (good === 0) return say('nothingToApply');
  if (refused === 0) return say('noneRefused');
  return say('someRefused', { good: rowsText(good), refused: rowsText(refused) });
}
