import { PROVED_MINUTES } from '../operators/find-caller.ts';
import { type Refused, refuse } from '../outcome.ts';
import type { ApiContext, Caller } from './api-env.ts';

/**
 * When a route asks its caller to prove again who they are, by second factor or password.
 * `always`: whenever it is called. `by-person`: the same, and an API token, which can prove nothing, may not call it
 * at all. `by-measure`: where what was asked for is large; the route measures, and says so by `refuseUnlessProved`.
 */
export type StepUp = 'always' | 'by-person' | 'by-measure';

/** What goes without saying before the route is asked. */
export function refuseStepUp(stepUp: StepUp | undefined, caller: Caller): Refused | null {
  if (stepUp === 'by-person' && caller.actor.kind !== 'operator') return refuse('not-an-operator');
  const isAsked = stepUp === 'always' || stepUp === 'by-person';
  return isAsked && !caller.isProved ? refuse('step-up-needed') : null;
}

/** For a route declared `by-measure` that has found that much is asked for. */
export function refuseUnlessProved(c: ApiContext): Refused | null {
  return c.var.caller?.isProved === true ? null : refuse('step-up-needed');
}

const SENTENCES = {
  always: '',
  'by-person': ' An API token may not call it.',
  'by-measure': ' Asked only where it is about many.',
} as const;

export function describeStepUp(stepUp: StepUp | undefined): string | null {
  if (stepUp === undefined) return null;
  const when = `Refused as \`step-up-needed\` where a sign-in was last proved over ${PROVED_MINUTES} minutes ago: \`POST /me/step-up\`, then repeat it.`;
  return `${when}${SENTENCES[stepUp]}`;
}
