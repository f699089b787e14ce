import { STEP_UP_BOUNDS } from '@gatehouse/domain/operators/step-up-bounds';
import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, query } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { refuseUnlessProved } from '../http/step-up.ts';
import { decideReview, undoReview } from './decide-review.ts';
import { listDecisions } from './review-decisions.queries.ts';
import { countFindings } from './count-findings.ts';
import { listFindings } from './review.queries.ts';
import {
  decideReviewInput,
  reviewCountsShape,
  reviewDecidedShape,
  reviewDecisionFilters,
  reviewDecisionsShape,
  reviewFilters,
  reviewFindingsShape,
  reviewSorts,
  undoReviewInput,
} from './review.schemas.ts';

const tag = 'Review';

export function reviewRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/review',
      route({
        tag,
        permission: 'devices.read',
        summary: 'Devices that somebody should look at, with why, and what keeping or removing each would do',
        description:
          'Found every ten minutes, looked at again when shown. `search` finds any part of a MAC in any format, a name, a username, a telephone number.',
        answers: { 200: reviewFindingsShape },
      }),
      query(listQuery(reviewSorts, '-since', reviewFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listFindings(db, list, filters), 200);
      },
    )
    .get(
      '/review/counts',
      route({
        tag,
        permission: 'devices.read',
        summary: 'How many findings wait for somebody, by rule',
        answers: { 200: reviewCountsShape },
      }),
      async (c) => c.json(await countFindings(db), 200),
    )
    .get(
      '/review/decisions',
      route({
        tag,
        permission: 'devices.read',
        summary: 'Who reviewed which device when, and what was decided',
        answers: { 200: reviewDecisionsShape },
      }),
      query(listQuery(['decidedAt'], '-decidedAt', reviewDecisionFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listDecisions(db, list, filters), 200);
      },
    )
    .post(
      '/review/decisions',
      route({
        tag,
        permission: 'devices.remove',
        stepUp: 'by-measure',
        summary: 'Keep devices as they are, or remove them',
        description:
          'A finding that is kept comes back only when what it rests on changes. All of them are decided, or none.',
        answers: changeAnswers(200, reviewDecidedShape),
      }),
      body(decideReviewInput),
      async (c) => {
        const input = c.req.valid('json');
        const { decision, findingIds } = input;
        const takesMany = decision === 'remove' && findingIds.length > STEP_UP_BOUNDS.devicesTaken;
        const unproved = takesMany ? refuseUnlessProved(c) : null;
        if (unproved) return errorResponse(c, unproved);
        const changed = await applyChange(db, actorOf(c), (change) => decideReview(change, input));
        return answerChange(c, 200, changed, (decided) => decided);
      },
    )
    .post(
      '/review/decisions/undo',
      route({
        tag,
        permission: 'devices.remove',
        summary: 'Undo decisions: kept findings wait again, removed devices come back as they were',
        description: 'What somebody else has changed since is left as it is and named in `left`.',
        answers: changeAnswers(200, reviewDecidedShape),
      }),
      body(undoReviewInput),
      async (c) => {
        const { decisionIds } = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => undoReview(change, decisionIds));
        return answerChange(c, 200, changed, (decided) => decided);
      },
    );
}
