import type { GettingStarted } from './getting-started.schemas.ts';

/** What is there by now, whoever made it. */
export type BeginningFacts = {
  readonly secondFactor: boolean;
  /** The newest router that was never heard; null: there is none such. */
  readonly silentRouterId: string | null;
  /** Some router was heard, so a set-up that went right has been seen. */
  readonly routerHeard: boolean;
  readonly hasPackage: boolean;
  readonly hasDevice: boolean;
  /** The newest customer; null: there is nobody. */
  readonly customerId: string | null;
  readonly letIn: boolean;
};

type Step = GettingStarted['steps'][number];

/** The steps, each as far as it has come. A second factor is recommended, and no house waits for it. */
export function judgeSteps(facts: BeginningFacts): Pick<GettingStarted, 'steps' | 'done'> {
  const steps: Step[] = [
    { step: 'account', state: facts.secondFactor ? 'done' : 'begun', thingId: null },
    routerStep(facts),
    { step: 'package', state: facts.hasPackage ? 'done' : 'open', thingId: null },
    customerStep(facts),
    { step: 'login', state: facts.letIn ? 'done' : 'open', thingId: null },
  ];
  return { steps, done: steps.every(({ step, state }) => step === 'account' || state === 'done') };
}

function routerStep({ routerHeard, silentRouterId }: BeginningFacts): Step {
  if (routerHeard) return { step: 'router', state: 'done', thingId: null };
  return { step: 'router', state: silentRouterId === null ? 'open' : 'begun', thingId: silentRouterId };
}

function customerStep({ hasDevice, customerId }: BeginningFacts): Step {
  if (hasDevice) return { step: 'customer', state: 'done', thingId: null };
  return { step: 'customer', state: customerId === null ? 'open' : 'begun', thingId: customerId };
}
