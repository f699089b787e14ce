import { isListScreen } from '@gatehouse/domain/lists/list-screens';
import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import type { Refused } from '../outcome.ts';
import { changeListChoice } from './change-list-choice.ts';
import { addSavedView, changeSavedView, operatorIdOf, removeSavedView } from './change-saved-views.ts';
import { findListChoice, listSavedViews } from './saved-views.queries.ts';
import {
  addSavedViewInput,
  changeListChoiceInput,
  changeSavedViewInput,
  listChoiceShape,
  savedViewShape,
  savedViewsQuery,
  savedViewsShape,
} from './saved-views.schemas.ts';

const tag = 'Saved views';
const NO_LIST: Refused = { refused: 'not-found', message: 'There is no such list to set up.' };

/** Every signed-in operator sets up their own lists; what everybody sees is for those who may share. */
export function savedViewsRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/saved-views',
      route({
        tag,
        permission: 'signed-in',
        summary: 'My saved views and those that everybody has',
        answers: { 200: savedViewsShape },
      }),
      query(savedViewsQuery),
      async (c) => {
        const items = await listSavedViews(db, operatorIdOf(actorOf(c)), c.req.valid('query').screen);
        return c.json({ items, nextCursor: null }, 200);
      },
    )
    .post(
      '/saved-views',
      route({
        tag,
        permission: 'signed-in',
        fieldPermissions: { shared: 'views.share' },
        summary: "Save a list's search, sort and filters under a name",
        answers: changeAnswers(201, savedViewShape),
        refusals: [409],
      }),
      body(addSavedViewInput),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => addSavedView(change, input));
        return answerChange(c, 201, changed, (view) => view);
      },
    )
    .patch(
      '/saved-views/:id',
      route({
        tag,
        permission: 'signed-in',
        fieldPermissions: { shared: 'views.share' },
        summary: 'Rename a saved view, change what it shows, or share it',
        answers: changeAnswers(200, savedViewShape),
        refusals: [404, 409],
      }),
      body(changeSavedViewInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => changeSavedView(change, id, input));
        return answerChange(c, 200, changed, (view) => view);
      },
    )
    .delete(
      '/saved-views/:id',
      route({
        tag,
        permission: 'signed-in',
        summary: 'Delete a saved view; the list is as it was',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => removeSavedView(change, id)));
      },
    )
    .get(
      '/me/lists/:screen',
      route({
        tag,
        permission: 'signed-in',
        summary: 'How I have set up a list: its columns, and the view it opens with',
        answers: { 200: listChoiceShape },
        refusals: [404],
      }),
      async (c) => {
        const screen = c.req.param('screen');
        if (!isListScreen(screen)) return errorResponse(c, NO_LIST);
        const operatorId = operatorIdOf(actorOf(c));
        if (operatorId === null) return c.json({ columns: null, defaultViewId: null }, 200);
        return c.json(await findListChoice(db, operatorId, screen), 200);
      },
    )
    .patch(
      '/me/lists/:screen',
      route({
        tag,
        permission: 'signed-in',
        summary: 'Set up a list for myself',
        answers: changeAnswers(200, listChoiceShape),
        refusals: [404, 422],
      }),
      body(changeListChoiceInput),
      async (c) => {
        const screen = c.req.param('screen');
        if (!isListScreen(screen)) return errorResponse(c, NO_LIST);
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          changeListChoice(change, screen, input),
        );
        return answerChange(c, 200, changed, (choice) => choice);
      },
    );
}
