import { Hono } from 'hono';
import { applyChange } from '../db/apply-change.ts';
import { findNameFault } from '../db/unless-taken.ts';
import { type ApiEnv, actorOf } from '../http/api-env.ts';
import type { ApiParts } from '../http/api-parts.ts';
import { answerChange, answerRemoval } from '../http/change-response.ts';
import { errorResponse } from '../http/error-response.ts';
import { listQuery } from '../http/paging.ts';
import { body, idParam, query } from '../http/read-request.ts';
import { changeAnswers, removalAnswers, route } from '../http/require-permission.ts';
import { changeLogo } from './change-logo.ts';
import { addHotspotZone, changeHotspotZone, removeHotspotZone } from './change-hotspot-zones.ts';
import { findHotspotZone, listHotspotZones } from './hotspot-zones.queries.ts';
import {
  addHotspotZoneInput,
  changeHotspotZoneInput,
  hotspotZoneShape,
  hotspotZoneSorts,
  hotspotZonesShape,
  toldSsidsShape,
  waitingDevicesShape,
} from './hotspot-zones.schemas.ts';
import { logoInput } from './portal-look.schemas.ts';
import { readStoredLogo } from './portal-look.ts';
import { readToldSsids } from './told-ssids.ts';
import { listWaiting } from './waiting-devices.queries.ts';

const tag = 'Hotspot zones';

export function hotspotZonesRoutes({ db, secretBox }: ApiParts) {
  return new Hono<ApiEnv>()
    .get(
      '/hotspot-zones',
      route({
        tag,
        permission: 'hotspot-zones.read',
        summary: 'List hotspot zones',
        answers: { 200: hotspotZonesShape },
      }),
      query(listQuery(hotspotZoneSorts, 'name', {})),
      async (c) => {
        const { list } = c.req.valid('query');
        return c.json(await listHotspotZones(db, list), 200);
      },
    )
    .post(
      '/hotspot-zones',
      route({
        tag,
        permission: 'hotspot-zones.change',
        summary: 'Add a hotspot zone',
        answers: changeAnswers(201, hotspotZoneShape),
        refusals: [409],
      }),
      body(addHotspotZoneInput, ({ name }) => findNameFault(db, 'hotspot_zones', name, null)),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          addHotspotZone(change, secretBox, input),
        );
        return answerChange(c, 201, changed, (added) => added);
      },
    )
    .get(
      '/hotspot-zones/:id',
      route({
        tag,
        permission: 'hotspot-zones.read',
        summary: 'One hotspot zone',
        answers: { 200: hotspotZoneShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findHotspotZone(db, id);
        return found === null ? errorResponse(c, { refused: 'not-found' }) : c.json(found, 200);
      },
    )
    .get(
      '/hotspot-zones/:id/waiting',
      route({
        tag,
        permission: 'hotspot-zones.read',
        summary: 'Unknown devices just heard in a hotspot zone, the one heard last first (200 at most)',
        answers: { 200: waitingDevicesShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findHotspotZone(db, id);
        if (id === null || found === null) return errorResponse(c, { refused: 'not-found' });
        return c.json({ items: await listWaiting(db, id), nextCursor: null }, 200);
      },
    )
    .get(
      '/hotspot-zones/:id/told-ssids',
      route({
        tag,
        permission: 'hotspot-zones.read',
        summary: 'The Wi-Fi names that the zone’s routers told lately; none where they tell none',
        answers: { 200: toldSsidsShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const zone = id === null ? null : await findHotspotZone(db, id);
        if (id === null || zone === null) return errorResponse(c, { refused: 'not-found' });
        const told = await readToldSsids(db, { zoneId: id });
        const items = told.map(({ ssid, nas, lastAt }) => ({
          ssid,
          isOfZone: ssid === zone.ssid,
          nas: { id: String(nas.id), name: nas.name },
          lastAt: lastAt.toISOString(),
        }));
        return c.json({ items, nextCursor: null }, 200);
      },
    )
    .patch(
      '/hotspot-zones/:id',
      route({
        tag,
        permission: 'hotspot-zones.change',
        summary: 'Change a hotspot zone',
        answers: changeAnswers(200, hotspotZoneShape),
        refusals: [404, 409],
      }),
      body(changeHotspotZoneInput, ({ name }, id) => findNameFault(db, 'hotspot_zones', name, id)),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) =>
          changeHotspotZone(change, secretBox, id, input),
        );
        return answerChange(c, 200, changed, (after) => after);
      },
    )
    .get(
      '/hotspot-zones/:id/logo',
      route({
        tag,
        permission: 'hotspot-zones.read',
        summary: 'The logo of a hotspot zone’s portal, as a picture',
        answers: { 200: null },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const logo = id === null ? null : await readStoredLogo(db, id);
        if (logo === null) return errorResponse(c, { refused: 'not-found' });
        return c.body(new Uint8Array(logo.octets), 200, { 'Content-Type': logo.type });
      },
    )
    .put(
      '/hotspot-zones/:id/logo',
      route({
        tag,
        permission: 'hotspot-zones.change',
        summary: 'Give the portal of a hotspot zone a logo',
        answers: changeAnswers(200, hotspotZoneShape),
        refusals: [404],
      }),
      body(logoInput),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const { image } = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => changeLogo(change, id, image));
        return answerChange(c, 200, changed, (after) => after);
      },
    )
    .delete(
      '/hotspot-zones/:id/logo',
      route({
        tag,
        permission: 'hotspot-zones.change',
        summary: 'Take the logo from the portal of a hotspot zone',
        answers: removalAnswers,
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => changeLogo(change, id, null)));
      },
    )
    .delete(
      '/hotspot-zones/:id',
      route({
        tag,
        permission: 'hotspot-zones.change',
        summary: 'Remove a hotspot zone that no router is in',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(c, await applyChange(db, actorOf(c), (change) => removeHotspotZone(change, id)));
      },
    );
}
