import { Progress } from '@mantine/core';
import { IMPORT_STATE_LABELS } from '@gatehouse/domain/imports/import-words';
import { formatNumber } from '../../parts/format/number.ts';
import classes from './Imports.module.css';
import type { ImportInFull } from './import-types.ts';
import { countWith } from './import-words.ts';

/** How far the work has come. It goes on without this page. */
export function ImportProgress({ batch }: { readonly batch: ImportInFull }) {
  const { state, done } = batch;
  const all = totalOf(batch);
  const percent = all === 0 ? 0 : Math.min(100, Math.round((done / all) * 100));
  const words =
    all === 0 ? `${formatNumber(done)} rows` : `${formatNumber(done)} of ${formatNumber(all)} rows`;
  return (
    <section className={classes['progress']} aria-label="Progress">
      <p role="status">
        <b>{IMPORT_STATE_LABELS[state]}</b> · {words}
      </p>
      <Progress
        value={all === 0 ? 100 : percent}
        animated={all === 0}
        aria-label={`${IMPORT_STATE_LABELS[state]}: ${words}`}
      />
      <p className={classes['help']}>It goes on without this page, and after a restart where it stopped.</p>
    </section>
  );
}

function totalOf({ state, rows, verdicts, outcomes }: ImportInFull): number {
  if (state === 'applying') return countWith(verdicts, 'write');
  if (state === 'undoing') return outcomes['applied'] ?? 0;
  return rows;
}
