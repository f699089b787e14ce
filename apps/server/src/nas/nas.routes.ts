import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts, NasVendorChoice } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import { addNas, changeNas, findNasFaults, removeNas } from './change-nas.ts';
import { allowUnsigned, forgetSigning } from './change-signing.ts';
import { findNas, listNas } from './nas.queries.ts';
import { withHealth } from './nas-health.queries.ts';
import { nasListWithHealthShape, nasWithHealthShape } from './nas-health.schemas.ts';
import {
  addNasInput,
  changeNasInput,
  nasFilters,
  nasVendorsShape,
  nasShape,
  nasSorts,
} from './nas.schemas.ts';

const tag = 'Routers';

export function nasRoutes({ db, secretBox, nasVendors, now }: ApiParts) {
  const parts = { secretBox, nasVendors };

  return new Hono<ApiEnv>()
    .get(
      '/nas',
      route({
        tag,
        permission: 'nas.read',
        summary: 'List routers (NASes), with what is heard from them',
        answers: { 200: nasListWithHealthShape },
      }),
      query(listQuery(nasSorts, 'name', nasFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        const page = await listNas(db, list, filters);
        return c.json({ ...page, items: await withHealth(db, page.items, now()) }, 200);
      },
    )
    .post(
      '/nas',
      route({
        tag,
        permission: 'nas.change',
        summary: 'Add a router',
        answers: changeAnswers(201, nasShape),
        refusals: [409, 422],
      }),
      body(addNasInput, (sent) => findNasFaults(db, parts, sent, null)),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => addNas(change, parts, input));
        return answerChange(c, 201, changed, (added) => added);
      },
    )
    .get(
      '/nas/:id',
      route({
        tag,
        permission: 'nas.read',
        summary: 'One router, with what is heard from it',
        answers: { 200: nasWithHealthShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findNas(db, id);
        if (found === null) return errorResponse(c, { refused: 'not-found' });
        const [shown] = await withHealth(db, [found], now());
        return shown === undefined ? errorResponse(c, { refused: 'not-found' }) : c.json(shown, 200);
      },
    )
    .patch(
      '/nas/:id',
      route({
        tag,
        permission: 'nas.change',
        summary: 'Change a router',
        answers: changeAnswers(200, nasShape),
        refusals: [404, 409, 422],
      }),
      body(changeNasInput, (sent, id) => findNasFaults(db, parts, sent, id)),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => changeNas(change, parts, id, input));
        return answerChange(c, 200, changed, (after) => after);
      },
    )
    .delete(
      '/nas/:id',
      route({
        tag,
        permission: 'nas.change',
        summary: 'Remove a router',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => removeNas(change, id)));
      },
    )
    .delete(
      '/nas/:id/signing',
      route({
        tag,
        permission: 'nas.change',
        summary: 'Take back that a router must sign its logins, because it always did; it is learned anew',
        answers: changeAnswers(200, nasShape),
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const changed = await applyChange(db, actorOf(c), (change) => forgetSigning(change, id));
        return answerChange(c, 200, changed, (after) => after);
      },
    )
    .post(
      '/nas/:id/allow-unsigned',
      route({
        tag,
        permission: 'nas.change',
        summary: 'Let unsigned logins of a router pass for a day, then learn anew whether it signs',
        answers: changeAnswers(200, nasShape),
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const changed = await applyChange(db, actorOf(c), (change) => allowUnsigned(change, id, now()));
        return answerChange(c, 200, changed, (after) => after);
      },
    )
    .get(
      '/nas-vendors',
      route({
        tag,
        permission: 'nas.read',
        summary: 'Makes of router to choose from',
        answers: { 200: nasVendorsShape },
      }),
      (c) => c.json({ items: nasVendors.map(presentVendor) }, 200),
    );
}

function presentVendor({ id, label, use, coaPort }: NasVendorChoice) {
  const [name, labelSaid] = typeof label === 'string' ? [label, null] : [sayInEnglish(label), label];
  return { id, label: name, labelSaid, use: sayInEnglish(use), useSaid: use, coaPort };
}
