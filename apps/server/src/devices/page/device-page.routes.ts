import { Hono } from 'hono';
import { applyChange } from '../../db/apply-change.ts';
import { type ApiContext, type ApiEnv, actorOf } from '../../http/api-env.ts';
import type { ApiParts } from '../../http/api-parts.ts';
import { answerChange, answerRemoval } from '../../http/change-response.ts';
import { errorResponse } from '../../http/error-response.ts';
import { listQuery } from '../../http/paging.ts';
import { body, idParam, query } from '../../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../../http/require-permission.ts';
import { findDeviceEras, listMacHistory } from './device-eras.ts';
import { addNote, listNotes, removeNote } from './device-notes.ts';
import {
  addNoteInput,
  deviceNoteShape,
  deviceNotesShape,
  macHistoryShape,
  timelineFilters,
  timelineShape,
  trafficQuery,
  trafficShape,
} from './device-page.schemas.ts';
import { listTimeline } from './device-timeline.ts';
import { readTraffic } from './device-traffic.ts';

const tag = 'Devices';

export function devicePageRoutes({ db, now }: ApiParts) {
  const erasOf = async (c: ApiContext) => {
    const id = idParam(c);
    const eras = id === null ? null : await findDeviceEras(db, id);
    return id === null || eras === null ? null : { id, eras };
  };
  return new Hono<ApiEnv>()
    .get(
      '/devices/:id/timeline',
      route({
        tag,
        permission: 'devices.read',
        summary:
          'What a device did and what was done to it: logins, refusals, sessions, changes, newest first',
        description: 'Under its earlier MACs too, as long as it had them.',
        answers: { 200: timelineShape },
        refusals: [404],
      }),
      query(listQuery(['at'], '-at', timelineFilters)),
      async (c) => {
        const found = await erasOf(c);
        if (found === null) return errorResponse(c, { refused: 'not-found' });
        const { list, filters } = c.req.valid('query');
        return c.json(await listTimeline(db, found.id, found.eras, list, filters.kind, now()), 200);
      },
    )
    .get(
      '/devices/:id/traffic',
      route({
        tag,
        permission: 'devices.read',
        summary: 'Traffic and time online of a device, in steps',
        answers: { 200: trafficShape },
        refusals: [404],
      }),
      query(trafficQuery),
      async (c) => {
        const found = await erasOf(c);
        if (found === null) return errorResponse(c, { refused: 'not-found' });
        return c.json(await readTraffic(db, found.eras, c.req.valid('query').span, now()), 200);
      },
    )
    .get(
      '/devices/:id/mac-history',
      route({
        tag,
        permission: 'devices.read',
        summary: 'The MACs that a device had, newest change first',
        answers: { 200: macHistoryShape },
        refusals: [404],
      }),
      async (c) => {
        const found = await erasOf(c);
        if (found === null) return errorResponse(c, { refused: 'not-found' });
        return c.json(await listMacHistory(db, found.id), 200);
      },
    )
    .get(
      '/devices/:id/notes',
      route({
        tag,
        permission: 'devices.read',
        summary: 'Notes on a device, newest first',
        answers: { 200: deviceNotesShape },
        refusals: [404],
      }),
      async (c) => {
        const found = await erasOf(c);
        if (found === null) return errorResponse(c, { refused: 'not-found' });
        return c.json({ items: await listNotes(db, found.id) }, 200);
      },
    )
    .post(
      '/devices/:id/notes',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Add a note to a device',
        answers: changeAnswers(201, deviceNoteShape),
        refusals: [404],
      }),
      body(addNoteInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { text } = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => addNote(change, id, text));
        return answerChange(c, 201, changed, (note) => note);
      },
    )
    .delete(
      '/devices/:id/notes/:noteId',
      route({
        tag,
        permission: 'devices.add',
        summary: 'Remove a note of a device',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const [id, noteId] = [idParam(c), idParam(c, 'noteId')];
        if (id === null || noteId === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => removeNote(change, id, noteId)),
        );
      },
    );
}
