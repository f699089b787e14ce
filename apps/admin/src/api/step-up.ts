import { makeStore, useStore } from './store.ts';

/** Somebody is asked to prove again who they are, for a call that waits for it. */
type Asked = { readonly end: (proved: boolean) => void };

const asked = makeStore<Asked | null>(null);
let answer: Promise<boolean> | null = null;

/** True once it is proved, false where the person gave up. Calls that ask at the same time share one question. */
export function askStepUp(): Promise<boolean> {
  answer ??= new Promise<boolean>((resolve) => {
    asked.set({
      end: (proved) => {
        answer = null;
        asked.set(null);
        resolve(proved);
      },
    });
  });
  return answer;
}

export function useStepUpAsked(): Asked | null {
  return useStore(asked);
}
