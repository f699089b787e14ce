import type { GettingStarted } from '../../api/types.ts';
import type { TextKey } from '../../languages/texts.ts';
import { say } from './texts.ts';
import type en from './texts/en.json';

export type Step = GettingStarted['steps'][number];
type Key = TextKey<typeof en>;
type Said = readonly [title: Key, text: Key];

const SENTENCES: Readonly<Record<Step['step'], Readonly<Record<Step['state'], Said>>>> = {
  account: {
    open: ['account', 'accountText'],
    begun: ['account', 'accountText'],
    done: ['accountDone', 'accountDoneText'],
  },
  router: {
    open: ['router', 'routerText'],
    begun: ['routerBegun', 'routerBegunText'],
    done: ['routerDone', 'routerDoneText'],
  },
  package: {
    open: ['package', 'packageText'],
    begun: ['package', 'packageText'],
    done: ['packageDone', 'packageDoneText'],
  },
  customer: {
    open: ['customer', 'customerText'],
    begun: ['customerBegun', 'customerBegunText'],
    done: ['customerDone', 'customerDoneText'],
  },
  login: {
    open: ['login', 'loginText'],
    begun: ['login', 'loginText'],
    done: ['loginDone', 'loginDoneText'],
  },
};

/** What it is called as far as it has come, and what that means. */
export function sayStep({ step, state }: Step): { readonly title: string; readonly text: string } {
  const [title, text] = SENTENCES[step][state];
  return { title: say(title), text: say(text) };
}

/** The one to go on with; a recommendation waits until all else is done. */
export function nextStep(steps: readonly Step[]): Step | undefined {
  const open = steps.filter(({ state }) => state !== 'done');
  return open.find(({ step }) => step !== 'account') ?? open[0];
}
