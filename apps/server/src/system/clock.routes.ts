import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { isRefused } from '../outcome.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { body } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { clockShape, confirmClockInput } from './clock.schemas.ts';
import { confirmClock } from './confirm-clock.ts';
import { describeClock } from './describe-clock.ts';

const tag = 'System';

/** What time it is, and the way out when the clock of the machine has jumped. */
export function clockRoutes({ db, clock }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/system/clock',
      route({
        tag,
        permission: 'system.read',
        summary: 'The time that is trusted, and a jump of the clock that nobody has confirmed',
        answers: { 200: clockShape },
      }),
      async (c) => c.json(await describeClock(db, clock), 200),
    )
    .post(
      '/system/clock/confirm',
      route({
        tag,
        permission: 'system.change',
        summary:
          'Confirm that the clock of the machine is right after it jumped; packages and sessions follow it',
        answers: changeAnswers(200, clockShape),
        refusals: [409],
      }),
      body(confirmClockInput),
      async (c) => {
        const { time } = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => confirmClock(change, clock, time));
        if (!isRefused(changed.value)) await clock.refresh();
        const shown = await describeClock(db, clock);
        return answerChange(c, 200, changed, () => shown);
      },
    );
}
