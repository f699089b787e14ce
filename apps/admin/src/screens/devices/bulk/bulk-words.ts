import type { BulkKind } from '@gatehouse/domain/devices/bulk-words';
import type { BulkAction } from '../../../api/types.ts';
import { formatNumber } from '../../../parts/format/number.ts';

type Words = { readonly verb: string; readonly doing: string; readonly done: string };

const WORDS: Readonly<Record<BulkKind, Words>> = {
  label: { verb: 'Label', doing: 'Labelling', done: 'Labelled' },
  type: { verb: 'Set the type of', doing: 'Setting the type of', done: 'Set the type of' },
  move: { verb: 'Move', doing: 'Moving', done: 'Moved' },
  remove: { verb: 'Remove', doing: 'Removing', done: 'Removed' },
  block: { verb: 'Block', doing: 'Blocking', done: 'Blocked' },
};

/** What it does to them, said before it is done. */
export const BULK_EFFECTS: Readonly<Record<BulkKind, string>> = {
  label: 'Each gets this label instead of the one it has. Left empty, they have none.',
  type: 'Each gets this type instead of the one it has. Left empty, they have none.',
  move: 'They become this customer’s, with their labels and history. In force at the next login; who is online stays online.',
  remove:
    'They are refused from the next login on. Who is online now stays online. Undo registers them again, as they were.',
  block:
    'Their MAC addresses are refused everywhere, whatever password they have, from the next login on. They stay registered.',
};

export function devicesText(count: number): string {
  return count === 1 ? '1 device' : `${formatNumber(count)} devices`;
}

/** "Remove 12,408 devices" */
export function askText(action: BulkKind, count: number): string {
  return `${WORDS[action].verb} ${devicesText(count)}`;
}

/** What is being done, or what became of it: "Moved 12 devices to Rahim." */
export function bulkSentence(bulk: BulkAction): string {
  const { action, state, total, outcomes } = bulk;
  const { doing, done } = WORDS[action];
  if (state === 'working') return `${doing} ${devicesText(total)}${what(bulk)}`;
  if (state === 'undoing')
    return `Undoing: ${done.toLowerCase()} ${devicesText(countOf(outcomes, 'changed'))}`;
  if (state === 'undone') return `Undone: ${devicesText(countOf(outcomes, 'undone'))} as before.`;
  const changed = countOf(outcomes, 'changed');
  return changed === 0 ? 'Nothing was changed.' : `${done} ${devicesText(changed)}${what(bulk)}.`;
}

function what({ action, fields }: BulkAction): string {
  if (action === 'move') return ` to ${fields.customerName ?? 'another customer'}`;
  const given = action === 'label' ? fields.label : action === 'type' ? fields.type : undefined;
  if (given === undefined) return '';
  if (given === null) return action === 'label' ? ' with nothing' : ': none';
  return action === 'label' ? ` “${given}”` : `: ${given}`;
}

/** What of them was not done, each kind by itself. */
export function leftSentences({ state, total, done, outcomes }: BulkAction): readonly string[] {
  const said = (count: number, one: string, many: string) =>
    count === 0 ? [] : [count === 1 ? `1 ${one}` : `${formatNumber(count)} ${many}`];
  if (state === 'undone')
    return said(
      countOf(outcomes, 'not-undone'),
      'is left: others changed it since.',
      'are left: others changed them since.',
    );
  return [
    ...said(countOf(outcomes, 'nothing'), 'was so already.', 'were so already.'),
    ...said(countOf(outcomes, 'left'), 'was left out.', 'were left out.'),
    ...(state === 'stopped' ? said(total - done, 'was not reached.', 'were not reached.') : []),
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
