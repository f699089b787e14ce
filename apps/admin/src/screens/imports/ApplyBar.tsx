import { Alert, Button, Checkbox } from '@mantine/core';
import type { ImportMode } from '@gatehouse/domain/imports/import-words';
import { useState } from 'react';
import { formatNumber } from '../../parts/format/number.ts';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './Imports.module.css';
import type { ImportInFull } from './import-types.ts';
import { countWith, rowsText } from './import-words.ts';
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
          label="All or none: if one of them cannot be applied any more, apply none"
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
          {batch.format === 'table' ? 'Change columns and options' : 'Change options'}
        </Button>
        <Button variant="default" onClick={onDrop}>
          Apply none
        </Button>
      </div>
    </>
  );
}

function applyWords(good: number, refused: number): string {
  if (refused === 0) return good === 1 ? 'Apply it' : `Apply all ${rowsText(good)}`;
  return good === 1 ? 'Apply the good row' : `Apply the ${formatNumber(good)} good rows`;
}

function leadOf(good: number, refused: number): string {
  if (good === 0) return 'There is nothing in this file that could be applied.';
  if (refused === 0) return 'Nothing was changed yet. No row is refused.';
  return `Nothing was changed yet. ${rowsText(good)} can be applied; ${rowsText(refused)} cannot, and would be left out. To have all or none, mend the file and send it again.`;
}
