import { Hono } from 'hono';
import type { Actor } from '../actor.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Db } from '../db/open-database.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { body } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { isRefused } from '../outcome.ts';
import { gatherBeginning } from './gather-beginning.ts';
import { type GettingStarted, gettingStartedShape, leaveInput } from './getting-started.schemas.ts';
import { judgeSteps } from './judge-steps.ts';
import { leaveGettingStarted } from './leave-getting-started.ts';

const tag = 'Getting started';

/** The path of the first days, for whoever sets the house up. */
export function gettingStartedRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/getting-started',
      route({
        tag,
        permission: 'nas.change',
        summary: 'The first steps of a new house, and which of them are done, as the data has it',
        answers: { 200: gettingStartedShape },
      }),
      async (c) => c.json(await describeBeginning(db, actorOf(c)), 200),
    )
    .put(
      '/getting-started',
      route({
        tag,
        permission: 'nas.change',
        summary: 'Leave the first steps, or come back to them',
        answers: changeAnswers(200, gettingStartedShape),
      }),
      body(leaveInput),
      async (c) => {
        const actor = actorOf(c);
        const { left } = c.req.valid('json');
        const changed = await applyChange<GettingStarted>(db, actor, async (change) => {
          const outcome = await leaveGettingStarted(change, left);
          return isRefused(outcome) ? outcome : describeBeginning(change.tx, actor);
        });
        return answerChange(c, 200, changed, (beginning) => beginning);
      },
    );
}

async function describeBeginning(db: Db, { kind, id }: Actor): Promise<GettingStarted> {
  const { facts, left } = await gatherBeginning(db, kind === 'operator' ? id : null);
  return { ...judgeSteps(facts), left };
}
