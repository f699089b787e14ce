import {
  IMPORT_VERDICTS,
  type ImportOutcome,
  type ImportState,
  type ImportVerdict,
  importVerdicts,
  type VerdictEffect,
} from '@gatehouse/domain/imports/import-words';
import { formatNumber } from '../../parts/format/number.ts';
import type { Meaning } from '../../parts/StateMark.tsx';

export const EFFECT_MEANINGS: Readonly<Record<VerdictEffect, Meaning>> = {
  write: 'green',
  nothing: 'quiet',
  refused: 'red',
};

export const OUTCOME_MEANINGS: Readonly<Record<ImportOutcome, Meaning>> = {
  applied: 'green',
  nothing: 'quiet',
  refused: 'red',
  undone: 'quiet',
  left: 'amber',
};

export const STATE_MEANINGS: Readonly<Record<ImportState, Meaning>> = {
  new: 'amber',
  checking: 'quiet',
  checked: 'amber',
  applying: 'quiet',
  applied: 'green',
  undoing: 'quiet',
  undone: 'quiet',
  failed: 'red',
};

export type Counts = Readonly<Record<string, number>>;

export function countWith(verdicts: Counts, effect: VerdictEffect): number {
  return importVerdicts
    .filter((verdict) => IMPORT_VERDICTS[verdict].effect === effect)
    .reduce((sum, verdict) => sum + (verdicts[verdict] ?? 0), 0);
}

/** Those that there are, in the order of the list. */
export function presentVerdicts(verdicts: Counts): readonly (readonly [ImportVerdict, number])[] {
  return importVerdicts.flatMap((verdict) => {
    const count = verdicts[verdict] ?? 0;
    return count === 0 ? [] : [[verdict, count] as const];
  });
}

export function rowsText(count: number): string {
  return count === 1 ? '1 row' : `${formatNumber(count)} rows`;
}
