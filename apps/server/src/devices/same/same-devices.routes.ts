import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange, answerRemoval } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { body, idParam, query } from '../../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../../http/require-permission.ts';
import { presentDevice } from '../device-row.ts';
import { deviceShape } from '../devices.schemas.ts';
import { continueDevice, separateDevice } from './continue-device.ts';
import { listSameDevicePairs } from './same-devices.queries.ts';
import { newerDeviceInput, sameDevicePairsShape, sameDevicesQuery } from './same-devices.schemas.ts';
import { proposeAgain, tellDevicesApart } from './tell-apart.ts';

const tag = 'Devices';

export function sameDevicesRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/maybe-same-devices',
      route({
        tag,
        permission: 'devices.read',
        summary:
          'Pairs of devices that may be one with a new private address, the newest first (200 at most)',
        answers: { 200: sameDevicePairsShape },
      }),
      query(sameDevicesQuery),
      async (c) => {
        const { customerId = null } = c.req.valid('query');
        return c.json({ items: await listSameDevicePairs(db, customerId), nextCursor: null }, 200);
      },
    )
    .post(
      '/devices/:id/continue',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Say that a newer device is this one: its record goes on under the newer address',
        answers: changeAnswers(200, deviceShape),
        refusals: [404, 409],
      }),
      body(newerDeviceInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { newerId } = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => continueDevice(change, id, newerId));
        return answerChange(c, 200, changed, presentDevice);
      },
    )
    .post(
      '/devices/:id/separate',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo that a device went on under a newer address: both are there again',
        answers: changeAnswers(200, deviceShape),
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const changed = await applyChange(db, actorOf(c), (change) => separateDevice(change, id));
        return answerChange(c, 200, changed, presentDevice);
      },
    )
    .post(
      '/devices/:id/tell-apart',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Say that a newer device is another one: the two are not proposed again',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      body(newerDeviceInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { newerId } = c.req.valid('json');
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => tellDevicesApart(change, id, newerId)),
        );
      },
    )
    .post(
      '/devices/:id/propose-again',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo that two devices were told apart',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      body(newerDeviceInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { newerId } = c.req.valid('json');
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => proposeAgain(change, id, newerId)),
        );
      },
    );
}
