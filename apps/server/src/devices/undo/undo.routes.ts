import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange, answerRemoval } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { idParam } from '../../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../../http/require-permission.ts';
import { presentDevice } from '../device-row.ts';
import { deviceShape } from '../devices.schemas.ts';
import { undoAdd } from './undo-add.ts';
import { undoMove } from './undo-move.ts';

const tag = 'Devices';
const description = 'Within a day. What others have changed since is left, and the answer says what that is.';

export function undoRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .post(
      '/devices/:id/undo-add',
      route({
        tag,
        permission: 'devices.remove',
        summary:
          'Undo the adding of a device: as if it had never been added; unlike a removal, nothing sticks',
        description,
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => undoAdd(change, id)));
      },
    )
    .post(
      '/devices/:id/undo-move',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo the moving of a device: it is where it was, as it was',
        description,
        answers: changeAnswers(200, deviceShape),
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const changed = await applyChange(db, actorOf(c), (change) => undoMove(change, id));
        return answerChange(c, 200, changed, presentDevice);
      },
    );
}
