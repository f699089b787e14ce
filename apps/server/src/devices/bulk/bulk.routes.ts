import { STEP_UP_BOUNDS } from '@gatehouse/domain/operators/step-up-bounds';
import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import type { Change } from '../../db/make-change.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { errorResponse } from '../../http/error-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, idParam, query } from '../../http/read-request.ts';
import { route } from '../../http/require-permission.ts';
import { refuseUnlessProved } from '../../http/step-up.ts';
import { isRefused, type Outcome } from '../../outcome.ts';
import { beginBulkAction } from './begin-bulk-action.ts';
import { findBulkAction, listBulkActionRows, listBulkActions } from './bulk-actions.queries.ts';
import {
  type BulkActionInput,
  bulkActionInput,
  bulkActionRowFilters,
  bulkActionRowSorts,
  bulkActionRowsShape,
  bulkActionShape,
  bulkActionSorts,
  bulkActionsShape,
} from './bulk.schemas.ts';
import { refuseUnlessPermitted, stopBulkAction, undoBulkAction } from './steer-bulk-action.ts';
import { workAtBulkActionsBehind } from './work/work-at-bulk-actions.ts';

const tag = 'Bulk actions';
const BEHIND =
  'It is done behind: ask for the bulk action until its `state` is neither `working` nor `undoing`.';

export function bulkRoutes(parts: ApiParts) {
  const { db } = parts;

  /** Does what a person says, has it worked at, and shows how it stands. */
  async function steer(c: ApiContext, verb: (change: Change) => Promise<Outcome<{ id: number }>>) {
    const { value } = await applyChange(db, actorOf(c), verb);
    if (isRefused(value)) return errorResponse(c, value);
    workAtBulkActionsBehind(parts);
    const shown = await findBulkAction(db, value.id);
    return shown === null ? errorResponse(c, { refused: 'not-found' }) : c.json(shown, 202);
  }

  async function steerOne(
    c: ApiContext,
    verb: (change: Change, id: number) => Promise<Outcome<{ id: number }>>,
  ) {
    const id = idParam(c);
    if (id === null) return errorResponse(c, { refused: 'not-found' });
    return steer(c, (change) => verb(change, id));
  }

  return new Hono<ApiEnv>()
    .post(
      '/devices/bulk',
      route({
        tag,
        permission: 'devices.add',
        stepUp: 'by-measure',
        summary: 'Label, move, remove or block many devices: those named, or all that match',
        description: `${BEHIND} A device that could not be changed by itself is left out, and its row says why; so is one that was moved or replaced, or matches no more, when its turn comes. \`remove\` and \`block\` need \`devices.remove\`.`,
        answers: { 202: bulkActionShape },
        refusals: [404, 409, 422],
      }),
      body(bulkActionInput),
      async (c) => {
        const input = c.req.valid('json');
        const refused = refuseUnlessPermitted(actorOf(c), input.action);
        if (refused) return errorResponse(c, refused);
        const unproved = takesMany(input) ? refuseUnlessProved(c) : null;
        if (unproved) return errorResponse(c, unproved);
        return steer(c, (change) => beginBulkAction(change, input));
      },
    )
    .get(
      '/bulk-actions',
      route({
        tag,
        permission: 'devices.read',
        summary: 'List bulk actions',
        answers: { 200: bulkActionsShape },
      }),
      query(listQuery(bulkActionSorts, '-createdAt', {})),
      async (c) => c.json(await listBulkActions(db, c.req.valid('query').list), 200),
    )
    .get(
      '/bulk-actions/:id',
      route({
        tag,
        permission: 'devices.read',
        summary: 'One bulk action: how far it is, and what became of how many',
        answers: { 200: bulkActionShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const shown = id === null ? null : await findBulkAction(db, id);
        return shown === null ? errorResponse(c, { refused: 'not-found' }) : c.json(shown, 200);
      },
    )
    .get(
      '/bulk-actions/:id/rows',
      route({
        tag,
        permission: 'devices.read',
        summary: 'Its devices, and what became of each',
        answers: { 200: bulkActionRowsShape },
        refusals: [404],
      }),
      query(listQuery(bulkActionRowSorts, 'deviceId', bulkActionRowFilters)),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { list, filters } = c.req.valid('query');
        return c.json(await listBulkActionRows(db, id, list, filters), 200);
      },
    )
    .post(
      '/bulk-actions/:id/stop',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Stop: what is done stays, the rest is left',
        answers: { 202: bulkActionShape },
        refusals: [404, 409],
      }),
      (c) => steerOne(c, stopBulkAction),
    )
    .post(
      '/bulk-actions/:id/undo',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Undo a bulk action; what others have changed since is left and named',
        description: BEHIND,
        answers: { 202: bulkActionShape },
        refusals: [404, 409],
      }),
      (c) => steerOne(c, undoBulkAction),
    );
}

/** Devices lose their place by it, and there are many. More than `expected` are refused, so that is how many there can be. */
function takesMany({ action, selection, expected = Infinity }: BulkActionInput): boolean {
  if (action === 'label' || action === 'type') return false;
  const count = 'ids' in selection ? selection.ids.length : expected;
  return count > STEP_UP_BOUNDS.devicesTaken;
}
