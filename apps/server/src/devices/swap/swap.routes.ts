import { Hono } from 'hono';
import { customerExists } from '../../customers/customer-exists.ts';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange, answerRemoval } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { body, idParam, query } from '../../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../../http/require-permission.ts';
import { presentDevice } from '../device-row.ts';
import { deviceShape } from '../devices.schemas.ts';
import { replaceDevice } from './replace-device.ts';
import {
  lastSwapWindowShape,
  openSwapWindowInput,
  replaceDeviceInput,
  swapWindowQuery,
  swapWindowShape,
  undoOpenInput,
  undoReplaceQuery,
} from './swap.schemas.ts';
import {
  closeSwapWindow,
  findLastWindow,
  openSwapWindow,
  reopenSwapWindow,
  undoOpenSwapWindow,
} from './swap-windows.ts';
import { undoReplace } from './undo-replace.ts';

const tag = 'Devices';

export function swapRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .post(
      '/devices/:id/replace',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Replace a device: its record goes on under another MAC',
        description:
          'Id, type, label, history and place stay. The old MAC is not learned again for this customer until somebody adds it.',
        answers: changeAnswers(200, deviceShape),
        refusals: [404, 409, 422],
      }),
      body(replaceDeviceInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          replaceDevice(change, { ...input, id }),
        );
        return answerChange(c, 200, changed, presentDevice);
      },
    )
    .post(
      '/devices/:id/undo-replace',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo the last replacement of a device, by hand or in a swap window',
        answers: changeAnswers(200, deviceShape),
        refusals: [404, 409],
      }),
      query(undoReplaceQuery),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { mac } = c.req.valid('query');
        const changed = await applyChange(db, actorOf(c), (change) => undoReplace(change, id, mac));
        return answerChange(c, 200, changed, presentDevice);
      },
    )
    .get(
      '/customers/:id/swap-window',
      route({
        tag,
        permission: 'devices.read',
        summary: 'The last swap window of a customer, open or not, and which device took the place in it',
        answers: { 200: lastSwapWindowShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null || !(await customerExists(db, id))) return errorResponse(c, { refused: 'not-found' });
        return c.json({ swapWindow: await findLastWindow(db, id) }, 200);
      },
    )
    .post(
      '/customers/:id/swap-window',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Open a swap window: the next unregistered device with the right password takes the place',
        description:
          'Whatever the MAC binding. Never a MAC that is registered to somebody, that is blocked, or that the package refuses. One that was open gives way to it.',
        answers: changeAnswers(201, swapWindowShape),
        refusals: [404],
      }),
      body(openSwapWindowInput),
      async (c) => {
        const customerId = idParam(c);
        if (customerId === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          openSwapWindow(change, { ...input, customerId }),
        );
        return answerChange(c, 201, changed, (window) => window);
      },
    )
    .delete(
      '/customers/:id/swap-window',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Close the open swap window',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      query(swapWindowQuery),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { windowId } = c.req.valid('query');
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => closeSwapWindow(change, id, windowId)),
        );
      },
    )
    .post(
      '/customers/:id/swap-window/undo-open',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo the opening of a swap window: one that had given way to it is open again',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      body(undoOpenInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { windowId } = c.req.valid('json');
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => undoOpenSwapWindow(change, id, windowId)),
        );
      },
    )
    .post(
      '/customers/:id/swap-window/reopen',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo the closing of a swap window: it ends when it would have',
        answers: changeAnswers(200, swapWindowShape),
        refusals: [404, 409],
      }),
      query(swapWindowQuery),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { windowId } = c.req.valid('query');
        const changed = await applyChange(db, actorOf(c), (change) => reopenSwapWindow(change, id, windowId));
        return answerChange(c, 200, changed, (window) => window);
      },
    );
}
