import type { GettingStarted } from '../../api/types.ts';

export type Step = GettingStarted['steps'][number];
type Said = { readonly title: string; readonly text: string };

const SENTENCES: Readonly<Record<Step['step'], Readonly<Record<Step['state'], Said>>>> = {
  account: {
    open: { title: 'Protect your own account', text: '' },
    begun: {
      title: 'Protect your own account',
      text: 'Your password alone opens everything here. With a second factor, from any authenticator app, a stolen one opens nothing.',
    },
    done: { title: 'Your account is protected', text: 'It has a password and a second factor.' },
  },
  router: {
    open: {
      title: 'Add the first router',
      text: 'Its name, the address that its requests come from, and the secret that it shares with Gatehouse.',
    },
    begun: {
      title: 'Set the router up',
      text: 'It is added, and nothing has been heard of it. There is a script for it, and a checklist that turns green by itself.',
    },
    done: {
      title: 'A router asks, and is answered',
      text: 'Others are added in the same way, under Routers.',
    },
  },
  package: {
    open: {
      title: 'Make a package',
      text: 'What you sell: how fast, for how long, how much. Hotspot customers need one; a line works without.',
    },
    begun: { title: 'Make a package', text: '' },
    done: { title: 'There is a package', text: 'It can be given to customers.' },
  },
  customer: {
    open: {
      title: 'Add a customer, or bring all of them over',
      text: 'One by hand, or everybody from a file or a MikroTik, with a verdict on each row before anything is changed.',
    },
    begun: {
      title: 'Register a device',
      text: 'There are customers, and no device of theirs yet. Add one by its MAC, or let the first one register itself: MAC binding “learn”.',
    },
    done: {
      title: 'There are customers with devices',
      text: 'From now on, only what is in force decides who gets in.',
    },
  },
  login: {
    open: {
      title: 'See the first login',
      text: 'Let the customer’s router dial in, or a phone join the hotspot. What was decided, and why, stands in the access log.',
    },
    begun: { title: 'See the first login', text: '' },
    done: { title: 'Somebody was let in', text: 'Every login stands in the access log, with the reason.' },
  },
};

export function sayStep({ step, state }: Step): Said {
  return SENTENCES[step][state];
}

/** The one to go on with; a recommendation waits until all else is done. */
export function nextStep(steps: readonly Step[]): Step | undefined {
  const open = steps.filter(({ state }) => state !== 'done');
  return open.find(({ step }) => step !== 'account') ?? open[0];
}
