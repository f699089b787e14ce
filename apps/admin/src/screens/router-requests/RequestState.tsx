import type { RequestState as State } from '@gatehouse/domain/dynamic-authorization/request-words';
import { type Meaning, StateMark } from '../../parts/StateMark.tsx';
import { say } from './texts.ts';

const MEANINGS: Readonly<Record<State, Meaning>> = {
  waiting: 'quiet',
  sending: 'quiet',
  acknowledged: 'green',
  refused: 'red',
  'already-gone': 'green',
  'no-answer': 'red',
  'not-sent': 'amber',
};

/** How far a request to a router has come, in one or two words. */
export function RequestState({ state }: { readonly state: State }) {
  return <StateMark meaning={MEANINGS[state]}>{say(`state_${state}`)}</StateMark>;
}
