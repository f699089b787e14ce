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
import { refuseUnlessProved } from '../http/step-up.ts';
import { addServicePackage, changeServicePackage, removeServicePackage } from './change-service-packages.ts';
import { findServicePackage, listServicePackages } from './service-packages.queries.ts';
import {
  addServicePackageInput,
  type ChangeServicePackageInput,
  changeServicePackageInput,
  servicePackageFilters,
  servicePackageShape,
  servicePackageSorts,
  servicePackagesShape,
} from './service-packages.schemas.ts';

const tag = 'Service packages';

export function servicePackagesRoutes({ db }: ApiParts) {
  /** Of everybody who has the package and no binding of their own: however many they are, they are many. */
  async function loosensBinding(id: number, { macBinding }: ChangeServicePackageInput): Promise<boolean> {
    if (macBinding === undefined || macBinding === 'strict' || macBinding === 'learn') return false;
    return (await findServicePackage(db, id))?.macBinding !== macBinding;
  }

  return new Hono<ApiEnv>()
    .get(
      '/service-packages',
      route({
        tag,
        permission: 'service-packages.read',
        summary: 'List service packages',
        answers: { 200: servicePackagesShape },
      }),
      query(listQuery(servicePackageSorts, 'name', servicePackageFilters)),
      async (c) => {
        const { list, filters } = c.req.valid('query');
        return c.json(await listServicePackages(db, list, filters), 200);
      },
    )
    .post(
      '/service-packages',
      route({
        tag,
        permission: 'service-packages.change',
        summary: 'Add a service package',
        answers: changeAnswers(201, servicePackageShape),
        refusals: [409, 422],
      }),
      body(addServicePackageInput, ({ name }) => findNameFault(db, 'service_packages', name, null)),
      async (c) => {
        const input = c.req.valid('json');
        const changed = await applyChange(db, actorOf(c), (change) => addServicePackage(change, input));
        return answerChange(c, 201, changed, (added) => added);
      },
    )
    .get(
      '/service-packages/:id',
      route({
        tag,
        permission: 'service-packages.read',
        summary: 'One service package',
        answers: { 200: servicePackageShape },
        refusals: [404],
      }),
      async (c) => {
        const id = idParam(c);
        const found = id === null ? null : await findServicePackage(db, id);
        return found === null ? errorResponse(c, { refused: 'not-found' }) : c.json(found, 200);
      },
    )
    .patch(
      '/service-packages/:id',
      route({
        tag,
        permission: 'service-packages.change',
        stepUp: 'by-measure',
        summary: 'Change a service package',
        answers: changeAnswers(200, servicePackageShape),
        refusals: [404, 409, 422],
      }),
      body(changeServicePackageInput, ({ name }, id) => findNameFault(db, 'service_packages', name, id)),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        const input = c.req.valid('json');
        const unproved = (await loosensBinding(id, input)) ? refuseUnlessProved(c) : null;
        if (unproved) return errorResponse(c, unproved);
        const changed = await applyChange(db, actorOf(c), (change) =>
          changeServicePackage(change, id, input),
        );
        return answerChange(c, 200, changed, (after) => after);
      },
    )
    .delete(
      '/service-packages/:id',
      route({
        tag,
        permission: 'service-packages.change',
        summary: 'Remove a service package that nobody ever had',
        answers: removalAnswers,
        refusals: [404, 409],
      }),
      async (c) => {
        const id = idParam(c);
        if (id === null) return errorResponse(c, { refused: 'not-found' });
        return answerRemoval(
          c,
          await applyChange(db, actorOf(c), (change) => removeServicePackage(change, id)),
        );
      },
    );
}
