import {
  IMPORT_VERDICTS,
  type ImportOutcome,
  type ImportState,
  type ImportVerdict,
  importVerdicts,
  type VerdictEffect,
} from '@gatehouse/domain/imports/import-words';
import type { Meaning } from '../../parts/StateMark.tsx';
import { say } from './texts.ts';

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
  return say('rows', { count });
}

export function sayState(state: ImportState): string {
  return say(`state_${state}`);
}

export function sayVerdict(verdict: ImportVerdict): string {
  return say(`verdict_${verdict}`);
}

export function sayOutcome(outcome: ImportOutcome): string {
  return say(`outcome_${outcome}`);
}
