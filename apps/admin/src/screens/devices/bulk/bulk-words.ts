import type { BulkKind } from '@gatehouse/domain/devices/bulk-words';
import type { BulkAction } from '../../../api/types.ts';
import { sayDeviceType } from '../../../parts/device-type/device-type.ts';
import { formatNumber } from '../../../parts/format/number.ts';
import { say } from './texts.ts';

/** For a text that is counted: the number as it is written. */
function counted(count: number) {
  return { count, counted: formatNumber(count) };
}

/** "Remove 12,408 devices" */
export function askText(action: BulkKind, count: number): string {
  return say(`ask_${action}`, counted(count));
}

/** "Remove 12,408 devices?" */
export function askQuestion(action: BulkKind, count: number): string {
  return say(`question_${action}`, counted(count));
}

/** What it does to them, said before it is done. */
export function effectText(action: BulkKind): string {
  return say(`effect_${action}`);
}

/** What is being done, or what became of it: "Moved 12 devices to Rahim." */
export function bulkSentence(bulk: BulkAction): string {
  const { action, state, total, outcomes } = bulk;
  const { kind, words } = whatIsWritten(bulk);
  if (state === 'working') return say(`doing_${kind}`, { ...words, ...counted(total) });
  if (state === 'undoing') return say(`undoing_${action}`, counted(countOf(outcomes, 'changed')));
  if (state === 'undone') return say('undone', counted(countOf(outcomes, 'undone')));
  const changed = countOf(outcomes, 'changed');
  if (changed === 0) return say('nothingChanged');
  return say(`done_${kind}`, { ...words, ...counted(changed) });
}

/** To whom, or what: a label or a type may be taken away. */
function whatIsWritten({ action, fields: { label, type, customerName } }: BulkAction) {
  switch (action) {
    case 'label':
      return label ? ({ kind: action, words: { label } } as const) : ({ kind: 'label-none' } as const);
    case 'type':
      return type
        ? ({ kind: action, words: { type: sayDeviceType(type) } } as const)
        : ({ kind: 'type-none' } as const);
    case 'move':
      return { kind: action, words: { customer: customerName ?? say('anotherCustomer') } } as const;
    default:
      return { kind: action } as const;
  }
}

/** What of them was not done, each kind by itself. */
export function leftSentences({ state, total, done, outcomes }: BulkAction): readonly string[] {
  const said = (key: 'notUndone' | 'wereSo' | 'leftOut' | 'notReached', count: number) =>
    count === 0 ? [] : [say(key, counted(count))];
  if (state === 'undone') return said('notUndone', countOf(outcomes, 'not-undone'));
  return [
    ...said('wereSo', countOf(outcomes, 'nothing')),
    ...said('leftOut', countOf(outcomes, 'left')),
    ...(state === 'stopped' ? said('notReached', total - done) : []),
  ];
}

/** What became of those that its list of exceptions shows. */
export function exceptionsOf({ state, outcomes }: BulkAction): 'left' | 'not-undone' | null {
  const outcome = state === 'undone' ? 'not-undone' : 'left';
  return countOf(outcomes, outcome) > 0 ? outcome : null;
}

export function mayUndo({ state, outcomes }: BulkAction): boolean {
  return (state === 'done' || state === 'stopped') && countOf(outcomes, 'changed') > 0;
}

export function countOf(outcomes: BulkAction['outcomes'], outcome: string): number {
  return outcomes[outcome] ?? 0;
}
