import { Hono } from 'hono';
import { isUnderWay } from '@gatehouse/domain/dynamic-authorization/request-words';
import { customerExists } from '../customers/customer-exists.ts';
import { applyChange } from '../db/apply-change.ts';
import { removeAndDisconnectAnswers } from '../dynamic-authorization/dynamic-authorization.schemas.ts';
import { waitForRequests } from '../dynamic-authorization/wait-for-requests.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import { type ApiParts, routerWaitEnd } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import { isRefused } from '../outcome.ts';
import { addDevice } from './add-device.ts';
import { changeDevice } from './change-device.ts';
import { presentDevice } from './device-row.ts';
import { findDevice, listDevices, lookUpMac } from './devices.queries.ts';
import {
  addDeviceInput,
  changeDeviceInput,
  deviceFilters,
  deviceShape,
  deviceSorts,
  devicesShape,
  macLookupShape,
  moveDeviceInput,
  restoreDeviceInput,
} from './devices.schemas.ts';
import { moveDevice } from './move-device.ts';
import { removeAndDisconnect } from './remove-and-disconnect.ts';
import { removeDevice } from './remove-device.ts';
import { restoreDevice } from './restore-device.ts';

const tag = 'Devices';
const searchDescription =
  '`search` finds any part of a MAC in any format, a label, a type, a name, a username, or a vendor.';
const devicesQuery = listQuery(deviceSorts, '-addedAt', deviceFilters);

export function devicesRoutes(parts: ApiParts) {
  const { db } = parts;
  return new Hono<ApiEnv>()
    .get(
      '/devices',
      route({
        tag,
        permission: 'devices.read',
        summary: 'List the devices of all customers',
        description: searchDescription,
        answers: { 200: devicesShape },
      }),
      query(devicesQuery),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listDevices(db, list, filters), 200);
      },
    )
    .get(
      '/customers/:id/devices',
      route({
        tag,
        permission: 'devices.read',
        summary: "List a customer's devices",
        description: searchDescription,
        answers: { 200: devicesShape },
        refusals: [404],
      }),
      query(devicesQuery),
      async (c) => {
        const customerId = idParam(c);
        if (customerId === null || !(await customerExists(db, customerId))) {
          return errorResponse(c, { refused: 'not-found', message: 'There is no such customer.' });
        }
        const { list, filters } = c.req.valid('query');
        return c.json(await listDevices(db, list, { ...filters, customerId }), 200);
      },
    )
    .post(
      '/customers/:id/devices',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Add a device: register a MAC to a customer',
        answers: changeAnswers(201, deviceShape),
        refusals: [404, 409, 422],
      }),
      body(addDeviceInput),
      async (c) => {
        const customerId = idParam(c);
        if (customerId === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          addDevice(change, { ...input, customerId }),
        );
        return answerChange(c, 201, changed, presentDevice);
      },
    )
    .get(
      '/devices/:id',
      route({
        tag,
        permission: 'devices.read',
        summary: 'One device',
        answers: { 200: deviceShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const device = id === null ? null : await findDevice(db, id);
        return device === null ? errorResponse(c, { refused: 'not-found' }) : c.json(device, 200);
      },
    )
    .patch(
      '/devices/:id',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Change type or label',
        answers: changeAnswers(200, deviceShape),
        refusals: [404],
      }),
      body(changeDeviceInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => changeDevice(change, id, input));
        return answerChange(c, 200, changed, presentDevice);
      },
    )
    .delete(
      '/devices/:id',
      route({
        tag,
        permission: 'devices.remove',
        summary: 'Remove a device: sessions stay, the next attempt is refused',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => removeDevice(change, id)));
      },
    )
    .post(
      '/devices/:id/remove-and-disconnect',
      route({
        tag,
        permission: 'devices.remove',
        summary: 'Remove a device and end its sessions now: refused from the next attempt on, and cut off',
        description:
          'The routers are asked once the removal is in force. 202: not in force everywhere, or a router is still being asked.',
        answers: removeAndDisconnectAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const end = routerWaitEnd(parts);
        const { value, pendingNodes } = await applyChange(db, actorOf(c), (change) =>
          removeAndDisconnect(change, id),
        );
        if (isRefused(value)) return errorResponse(c, value);
        const disconnects = await waitForRequests(db, value.requestIds, end);
        const finished = pendingNodes.length === 0 && disconnects.every(({ state }) => !isUnderWay(state));
        return finished ? c.json({ disconnects }, 200) : c.json({ disconnects, pendingNodes }, 202);
      },
    )
    .post(
      '/devices/:id/restore',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo a removal: the device comes back as it was',
        answers: changeAnswers(200, deviceShape),
        refusals: [404, 409, 422],
      }),
      body(restoreDeviceInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => restoreDevice(change, id, input));
        return answerChange(c, 200, changed, presentDevice);
      },
    )
    .post(
      '/devices/:id/move',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Move a device to another customer in one step',
        answers: changeAnswers(200, deviceShape),
        refusals: [404, 422],
      }),
      body(moveDeviceInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => moveDevice(change, { ...input, id }));
        return answerChange(c, 200, changed, presentDevice);
      },
    )
    .get(
      '/macs/:mac',
      route({
        tag,
        permission: 'devices.read',
        summary: 'What a MAC is understood as, its vendor, and whose it is',
        answers: { 200: macLookupShape },
      }),
      async (c) => c.json(await lookUpMac(db, c.req.param('mac')), 200),
    );
}
