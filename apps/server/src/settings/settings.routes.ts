import { Hono } from 'hono';
import { makeChange } from '../db/make-change.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange } from '../http/change-response.ts';
import { body } from '../http/read-request.ts';
import { changeAnswers, route } from '../http/require-permission.ts';
import { changeSettings } from './change-settings.ts';
import { readSettings } from './read-settings.ts';
import { changeSettingsInput, settingsShape } from './settings.schemas.ts';

const tag = 'Settings';

export function settingsRoutes({ db }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/settings',
      route({
        tag,
        permission: 'settings.read',
        summary: 'What is set for the whole house',
        answers: { 200: settingsShape },
      }),
      async (c) => c.json(await readSettings(db), 200),
    )
    .patch(
      '/settings',
      route({
        tag,
        permission: 'settings.change',
        summary: 'Change settings of the whole house',
        answers: changeAnswers(200, settingsShape),
      }),
      body(changeSettingsInput),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await makeChange(db, actorOf(c), (change) => changeSettings(change, input));
        return answerChange(c, 200, changed, (settings) => settings);
      },
    );
}
