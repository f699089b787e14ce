import { makeStore, useStore } from './store.ts';

/**
 * Whether the server answers, as every call of this app shows it. One call that fails is a `doubt`,
 * which is looked into at once; from the second on it is `silent`, or its database is away.
 */
export type Connection =
  | { readonly state: 'answering' | 'doubt' }
  | {
      readonly state: Trouble;
      /** Milliseconds since the epoch: how old what is on the screen may be. */
      readonly lastAnswerAt: number;
    };

export type Trouble = 'silent' | 'database-away';

const ANSWERING: Connection = { state: 'answering' };
const DOUBT: Connection = { state: 'doubt' };

export const connection = makeStore<Connection>(ANSWERING);
let lastAnswerAt = Date.now();

export function noteAnswer(now = Date.now()): void {
  lastAnswerAt = now;
  connection.set(ANSWERING);
}

export function noteTrouble(trouble: Trouble): void {
  const { state } = connection.get();
  if (state === 'answering') return connection.set(DOUBT);
  if (state !== trouble) connection.set({ state: trouble, lastAnswerAt });
}

export function useConnection(): Connection {
  return useStore(connection);
}
