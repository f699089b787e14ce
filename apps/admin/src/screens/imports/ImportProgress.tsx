import { Progress } from '@mantine/core';
import { formatNumber } from '../../parts/format/number.ts';
import classes from './Imports.module.css';
import type { ImportInFull } from './import-types.ts';
import { countWith, rowsText, sayState } from './import-words.ts';
import { say } from './texts.ts';

/** How far the work has come. It goes on without this page. */
export function ImportProgress({ batch }: { readonly batch: ImportInFull }) {
  const { state, done } = batch;
  const all = totalOf(batch);
  const percent = all === 0 ? 0 : Math.min(100, Math.round((done / all) * 100));
  const words =
    all === 0 ? rowsText(done) : say('rowsOf', { done: formatNumber(done), all: formatNumber(all) });
  return (
    <section className={classes['progress']} aria-label={say('progress')}>
      <p role="status">
        <b>{sayState(state)}</b> · {words}
      </p>
      <Progress
        value={all === 0 ? 100 : percent}
        animated={all === 0}
        aria-label={say('stateAndRows', { state: sayState(state), rows: words })}
      />
      <p className={classes['help']}>{say('goesOn')}</p>
    </section>
  );
}

function totalOf({ state, rows, verdicts, outcomes }: ImportInFull): number {
  if (state === 'applying') return countWith(verdicts, 'write');
  if (state === 'undoing') return outcomes['applied'] ?? 0;
  return rows;
}
