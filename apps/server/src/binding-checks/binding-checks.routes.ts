import { STEP_UP_BOUNDS } from '@gatehouse/domain/operators/step-up-bounds';
import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { body } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { refuseUnlessProved } from '../http/step-up.ts';
import { adoptDevices, undoAdoption } from './adopt-devices.ts';
import {
  adoptedShape,
  adoptInput,
  bindingCheckInput,
  bindingCheckShape,
  bindingSetShape,
  type SetBindingInput,
  setBindingInput,
  undoAdoptInput,
} from './binding-checks.schemas.ts';
import { checkBinding } from './check-binding.ts';
import { setBinding } from './set-binding.ts';

const tag = 'MAC binding';

export function bindingChecksRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .post(
      '/binding-checks',
      route({
        tag,
        permission: 'devices.read',
        summary: 'Who would strict have refused in the last days?',
        description:
          'From the sessions and logins that there were, for customers or all who have a package, 200 of them at a time. Nothing is changed.',
        answers: { 200: bindingCheckShape },
        changesNothing: true,
      }),
      body(bindingCheckInput),
      async (c) => c.json(await checkBinding(db, c.req.valid('json')), 200),
    )
    .post(
      '/binding-checks/adopt',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Register devices that customers use already, above the limit where it must be',
        answers: changeAnswers(200, adoptedShape),
      }),
      body(adoptInput),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => adoptDevices(change, input));
        return answerChange(c, 200, changed, (adopted) => adopted);
      },
    )
    .post(
      '/binding-checks/undo-adopt',
      route({
        tag,
        permission: 'devices.remove',
        stepUp: 'by-measure',
        summary: 'Undo an adoption: the devices are as unknown as before',
        answers: changeAnswers(200, adoptedShape),
      }),
      body(undoAdoptInput),
      async (c) => {
        const input = c.req.valid('json');
        const takesMany = input.devices.length > STEP_UP_BOUNDS.devicesTaken;
        const unproved = takesMany ? refuseUnlessProved(c) : null;
        if (unproved) return errorResponse(c, unproved);
        const changed = await applyChange(db, actorOf(c), (change) => undoAdoption(change, input));
        return answerChange(c, 200, changed, (undone) => undone);
      },
    )
    .post(
      '/binding-checks/apply',
      route({
        tag,
        permission: 'customers.change',
        stepUp: 'by-measure',
        summary: 'Set the MAC binding of many customers; the answer is what undoes it',
        answers: changeAnswers(200, bindingSetShape),
      }),
      body(setBindingInput),
      async (c) => {
        const input = c.req.valid('json');
        const unproved = loosensMany(input) ? refuseUnlessProved(c) : null;
        if (unproved) return errorResponse(c, unproved);
        const changed = await applyChange(db, actorOf(c), (change) => setBinding(change, input));
        return answerChange(c, 200, changed, (set) => set);
      },
    );
}

/** `null` is what the package has, and that may be anything. */
function loosensMany({ customers }: SetBindingInput): boolean {
  const loosened = customers.filter(({ macBinding }) => macBinding !== 'strict' && macBinding !== 'learn');
  return loosened.length > STEP_UP_BOUNDS.bindingsLoosened;
}
